"""Runs all benchmarks, or those named, one after the other, each in its own process: python -m bench [NAME ...]."""

import subprocess
import sys

# The other modules are parts of these, or run until they are stopped.
BENCHMARKS = (
    *("ordering", "changes", "delivery", "latency", "messages"),
    *("cycles", "start", "first", "market", "workbench", "acts", "reading", "floor"),
    *("attack", "screens", "signing", "ledger"),
)


def main() -> int:
    wanted = sys.argv[1:] or BENCHMARKS
    if unknown := sorted(set(wanted) - set(BENCHMARKS)):
        print(f"There is no benchmark {', '.join(unknown)}: choose from {', '.join(BENCHMARKS)}.", file=sys.stderr)
        return 2
    failed = False
    for name in wanted:
        print(f"== {name}", flush=True)
        failed |= subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode != 0
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
