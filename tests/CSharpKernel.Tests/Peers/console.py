"""Drives jupyter-console through a pseudo-terminal; the argument is the kernelspec's name."""
import os
import sys

import pexpect

console = pexpect.spawn(
    sys.executable,
    ["-m", "jupyter_console", "--kernel", sys.argv[1], "--simple-prompt"],
    encoding="utf-8", timeout=60, dimensions=(40, 120), env={**os.environ, "TERM": "dumb"})
console.expect(r"In \[1\]:")
console.sendline("var x = 20;")
console.expect(r"In \[2\]:")
console.sendline("x + 22")
console.expect(r"Out\[2\]: ?42")
console.expect(r"In \[3\]:")
console.sendline('throw new InvalidOperationException("on purpose");')
console.expect("on purpose")
console.expect(r"In \[4\]:")
console.sendline('Console.WriteLine($"hello {Console.ReadLine()}");')
console.sendline("Ada")
console.expect("hello Ada")
console.expect(r"In \[5\]:")
console.sendeof()
console.sendline("y")
console.expect(pexpect.EOF)
print("jupyter-console: value, error, input, end")
