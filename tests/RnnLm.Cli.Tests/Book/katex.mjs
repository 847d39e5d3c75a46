// Reads formulas as JSON lines { "tex", "display" } and writes what KaTeX, which VS Code and many pages set mathematics with, cannot read.
import katex from "katex";
import { createInterface } from "node:readline";

let read = 0;
for await (const line of createInterface({ input: process.stdin })) {
  const { tex, display } = JSON.parse(line);
  try {
    katex.renderToString(tex, { displayMode: display, throwOnError: true, strict: "ignore" });
  } catch (error) {
    console.log(`${tex.trim()}: ${error.message}`);
  }
  read++;
}
console.log(`${read} formulas read`);
