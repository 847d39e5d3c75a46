"""Runs a notebook with nbclient, in its own folder and with the kernel that it names; a cell that fails ends it. Arguments: the notebook, and where to write it."""
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

path = Path(sys.argv[1])
notebook = nbformat.read(path, as_version=4)
NotebookClient(notebook, startup_timeout=300, timeout=300, resources={"metadata": {"path": str(path.parent)}}).execute()
nbformat.validate(notebook)
nbformat.write(notebook, sys.argv[2])
