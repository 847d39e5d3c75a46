"""Jupyter's own test suite for kernels; the argument is the kernelspec's name."""
import sys
import unittest

import jupyter_kernel_test

KERNEL = sys.argv.pop(1)


class CSharpKernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = KERNEL
    language_name = "C#"
    file_extension = ".cs"
    code_hello_world = 'Console.WriteLine("hello, world");'
    code_stderr = 'Console.Error.WriteLine("oh no");'
    completion_samples = [
        {"text": "Math.Sqr", "matches": {"Sqrt"}},
        {"text": "Console.WriteL", "matches": {"WriteLine"}},
    ]
    complete_code_samples = ["1 + 1", "int f(int x) => x;", 'Console.WriteLine("x");']
    incomplete_code_samples = ["void f() {", "for (int i = 0; i < 3; i++)", "new[] { 1,"]
    invalid_code_samples = ["int x = = 2;", "}"]
    code_page_something = "?Math.Sqrt"
    code_generate_error = 'throw new InvalidOperationException("on purpose");'
    code_execute_result = [
        {"code": "1 + 2", "result": "3"},
        {"code": '"a" + "b"', "result": "ab"},
        {"code": "6 * 7", "result": "42"},
    ]
    code_display_data = [
        {"code": 'display(new[] { 1, 2 });', "mime": "text/html"},
        {"code": 'display("text");', "mime": "text/plain"},
    ]
    code_history_pattern = "1?+*2"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Math.Sqrt"
    code_clear_output = "ClearOutput();"

    def test_history(self):
        # The suite asks for three matches of the pattern, so it has to have run three times.
        for _ in range(3):
            self.execute_helper("1 + 2")
        super().test_history()


if __name__ == "__main__":
    unittest.main(verbosity=2)
