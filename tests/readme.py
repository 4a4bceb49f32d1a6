"""Put the true output of its commands into README.md: python -m tests.readme

Every line that starts with `$ ` in a block marked console is run, in a folder where `make demo` was run before.
"""

import os
import re
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
CONSOLE = re.compile(r"(```console\n)(.*?)(```\n)", re.DOTALL)
ARTICLE = """\
Brouwerij Halvemaan moet 50.000 euro betalen van Akira

Brouwerij Halvemaan in Lommel ligt stil. Hackers van Akira hebben de servers versleuteld en eisen 50.000 euro.
"""


def output_of(command: str, folder: Path) -> str:
    """What a user would see who runs the command in that folder: both streams, without log lines."""
    command = command.replace("make demo", ".venv/bin/ransomwire demo")
    environment = os.environ | {"COLUMNS": "110", "PYTHONWARNINGS": "ignore"}
    shown = subprocess.run(
        command, shell=True, cwd=folder, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ).stdout
    lines = [line.rstrip() for line in shown.splitlines() if " INFO ransomwire" not in line]
    return "\n".join(lines).strip("\n") + "\n"


def filled(block: str, folder: Path) -> str:
    commands = [line for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"{command}\n{output_of(command[2:], folder)}" for command in commands)


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / ".venv").symlink_to(ROOT / ".venv")
        (folder / "article.txt").write_text(ARTICLE, encoding="utf-8")
        text = README.read_text(encoding="utf-8")
        README.write_text(
            CONSOLE.sub(lambda found: found[1] + filled(found[2], folder) + found[3], text), encoding="utf-8"
        )


if __name__ == "__main__":
    main()
