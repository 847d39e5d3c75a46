"""Runs a notebook with nbclient and with nbconvert --execute; arguments: kernelspec, notebook."""
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient

kernel, path = sys.argv[1:]


def outputs_of(notebook):
    return {cell.id: cell.outputs for cell in notebook.cells if cell.cell_type == "code"}


notebook = nbformat.read(path, as_version=4)
NotebookClient(notebook, kernel_name=kernel, timeout=60, allow_errors=True, resources={"metadata": {"path": str(Path(path).parent)}}).execute()
nbformat.validate(notebook)
outputs = outputs_of(notebook)
streams = "".join(output.text for cell in outputs.values() for output in cell if output.output_type == "stream")
assert "h(1) = [" in streams, streams
assert any(output.output_type == "execute_result" for cell in outputs.values() for output in cell), outputs
errors = [output for cell in outputs.values() for output in cell if output.output_type == "error"]
assert errors, "the sample has a cell that fails"
print(f"nbclient: {len(outputs)} cells, {len(errors)} errors, the first: {errors[0].ename}: {errors[0].evalue}")

with tempfile.TemporaryDirectory() as folder:
    subprocess.run(
        [sys.executable, "-m", "nbconvert", "--execute", "--allow-errors", "--to", "html", f"--ExecutePreprocessor.kernel_name={kernel}",
         "--output-dir", folder, "--output", "page", path],
        check=True, timeout=120)
    page = (Path(folder) / "page.html").read_text()
assert "h(1) = [" in page
print(f"nbconvert: a page of {len(page)} characters")
