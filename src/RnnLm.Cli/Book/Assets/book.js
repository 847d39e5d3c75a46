// What a page does beyond being read. It runs in the head, so that the chosen colours are there before the first line is painted.
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");

  // Some browsers keep nothing for pages from the file system; then a choice lasts as long as its page.
  const kept = {
    get(key) { try { return localStorage.getItem("rnnlm-book:" + key); } catch { return null; } },
    set(key, value) { try { value === null ? localStorage.removeItem("rnnlm-book:" + key) : localStorage.setItem("rnnlm-book:" + key, value); } catch { } },
  };

  const theme = kept.get("theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : dark.matches;

  function addThemeButton() {
    const button = document.querySelector("button.theme");
    const label = () => { button.textContent = isDark() ? "Light" : "Dark"; button.title = `Read in ${isDark() ? "light" : "dark"} colours`; };
    const tell = () => { label(); dispatchEvent(new Event("themechange")); };
    button.hidden = false;
    button.addEventListener("click", () => {
      const choice = isDark() ? "light" : "dark";
      // What the system prefers is no choice to keep: the page then follows the system again.
      if ((choice === "dark") === dark.matches) { delete root.dataset.theme; kept.set("theme", null); }
      else { root.dataset.theme = choice; kept.set("theme", choice); }
      tell();
    });
    dark.addEventListener("change", tell);
    label();
  }

  // The bar at the top, and how far each chapter was read, for the index.
  function followReading() {
    const chapter = document.body.dataset.chapter;
    if (!chapter) return;
    const bar = document.createElement("div");
    bar.className = "progress";
    document.body.append(bar);
    let furthest = Number(kept.get("read:" + chapter) ?? 0);
    const update = () => {
      const length = root.scrollHeight - innerHeight;
      const share = length > 0 ? Math.min(1, scrollY / length) : 1;
      bar.style.transform = `scaleX(${share})`;
      if (share > furthest + 0.01 || (share > 0.98 && furthest < 1)) {
        furthest = share > 0.98 ? 1 : share;
        kept.set("read:" + chapter, furthest.toFixed(2));
      }
    };
    kept.set("last", chapter);
    addEventListener("scroll", update, { passive: true });
    addEventListener("load", update);
  }

  function showReading() {
    const last = kept.get("last");
    for (const item of document.querySelectorAll(".chapters > li")) {
      const share = Number(kept.get("read:" + item.dataset.chapter) ?? 0);
      item.querySelector(".reading").textContent = share >= 1 ? "read" : share > 0.02 ? `${Math.round(share * 100)} % read` : "";
      if (item.dataset.chapter !== last || share >= 1) continue;
      const go = document.querySelector(".continue");
      go.hidden = false;
      go.append(Object.assign(document.createElement("a"), { className: "button", href: item.querySelector("h2 a").href, textContent: "Go on reading: " + item.querySelector("h2").textContent }));
    }
  }

  // ← and → turn the page, unless what has the focus uses them itself.
  function turnPages() {
    addEventListener("keydown", event => {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (event.target.closest("input, select, textarea, button, [tabindex], [contenteditable]")) return;
      const relation = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
      const link = relation && document.querySelector(`a[rel="${relation}"]`);
      if (link) location.href = link.href;
    });
  }

  // The contents say which section is on the screen.
  function followSections() {
    const links = [...document.querySelectorAll(".contents.wide a")];
    const headings = links.map(link => document.getElementById(decodeURIComponent(link.hash.slice(1))));
    if (headings.length === 0) return;
    const update = () => {
      const current = headings.findLastIndex(heading => heading && heading.getBoundingClientRect().top < innerHeight / 3);
      links.forEach((link, i) => i === current ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current"));
    };
    addEventListener("scroll", update, { passive: true });
    update();
  }

  function addCopyButtons() {
    if (!navigator.clipboard) return;
    for (const pre of document.querySelectorAll("pre.code")) {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "copy", textContent: "Copy" });
      button.addEventListener("click", async () => {
        try { await navigator.clipboard.writeText(pre.textContent); button.textContent = "Copied"; }
        catch { button.textContent = "Not allowed"; }
        setTimeout(() => button.textContent = "Copy", 1500);
      });
      const block = Object.assign(document.createElement("div"), { className: "code-block" });
      pre.replaceWith(block);
      block.append(pre, button);
    }
  }

  addEventListener("DOMContentLoaded", () => {
    addThemeButton();
    followReading();
    showReading();
    turnPages();
    followSections();
    addCopyButtons();
  });
})();
