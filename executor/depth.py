"""How deep the selections of a document are, with fragments expanded."""

from collections.abc import Sequence

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
)


def depth_of(operations: Sequence[OperationDefinitionNode], document: DocumentNode) -> int:
    """The levels of the deepest operation. Follows each fragment once; one that contains itself counts as deep as it
    is up to there.
    """
    fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
    known: dict[str, int] = {}

    def of(selected: SelectionSetNode | None) -> int:
        return max((of_one(each) for each in selected.selections), default=0) if selected else 0

    def of_one(selection: object) -> int:
        if isinstance(selection, FieldNode):
            return 1 + of(selection.selection_set)
        if isinstance(selection, InlineFragmentNode):
            return of(selection.selection_set)
        assert isinstance(selection, FragmentSpreadNode)
        name = selection.name.value
        if name not in known:
            known[name] = 0
            known[name] = of(fragments[name].selection_set) if name in fragments else 0
        return known[name]

    return max((of(each.selection_set) for each in operations), default=0)
