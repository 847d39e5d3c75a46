// Draws the figures of a page with Plotly, with a slider and buttons that work by keyboard. Where Plotly cannot be had, the still pictures stay.
// A figure is <figure class="plot"> with <div class="still"> and <script type="application/json"> in it. Running this twice draws nothing twice.
(() => {
  const stillness = matchMedia("(prefers-reduced-motion: reduce)");

  // A light page's colours and their sisters for a dark one: Palette.cs.
  const sisters = {
    "#22272e": "#dfe3e8", "#6b7280": "#a3acb8", "#e3e5e8": "#3d434b", "#fbe3a6": "#6d5412", "#bfe0f2": "#1e5270",
    "#0b6bb5": "#5aaef0", "#b93600": "#ff7f4c", "#0a8564": "#3cc79b", "#a3468a": "#e08cc8", "#b08900": "#e6c653", "#3a93c9": "#86cdf5",
  };
  const card = "#fdfcfa";
  const narrow = 600; // Pixels; panels side by side stand one above the other on a page narrower than this.

  // A page with light letters is a dark page.
  const isDark = element => {
    const [r, g, b] = getComputedStyle(element).color.match(/[\d.]+/g).map(Number);
    return 0.21 * r + 0.72 * g + 0.07 * b > 140;
  };

  // Where colours stand for values, darker is more, on a dark page too: such a figure keeps its light card there.
  const keepsCard = (text, dark) => dark && text.includes('"colorscale"');
  const coloured = (text, dark) => keepsCard(text, dark) ? text : text
    .replace(/#[0-9a-f]{6}/g, colour => (dark && sisters[colour]) || colour)
    .replaceAll(`"${card}"`, '"rgba(0,0,0,0)"');

  function element(name, properties, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children.filter(child => child != null));
    return made;
  }

  // Texts of a figure hold Plotly's small markup; anything else in them was escaped when they were written.
  function marked(name, className, text) {
    const made = element(name, { className });
    made.innerHTML = text.replace(/<(?!\/?(b|i|sub|sup|br)\/?>)/g, "&lt;");
    return made;
  }

  const span = axis => Math.abs(axis.range[1] - axis.range[0]);

  // How high a panel is to be in so much room: no higher than it must, where a unit is as long on both axes. And how much smaller its units then are than they were meant.
  function fitted({ xaxis, yaxis, scale }, width, height) {
    if (!yaxis?.scaleanchor) return { height, share: 1 };
    const room = width - (yaxis.visible === false ? 24 : 90) - (scale ? 80 : 0);
    const unit = Math.min(room / span(xaxis), height / span(yaxis));
    return { height: unit * span(yaxis), share: unit / Math.min(660 / span(xaxis), height / span(yaxis)) };
  }

  // A figure of one panel on a narrow page: its height, its texts and the marks of its axes.
  function shrink(figure, sliders, width) {
    const { layout } = figure;
    if (!layout.meta?.above || layout.meta.beside || width >= narrow || layout.yaxis2) return;
    const [{ xaxis, yaxis }, scale] = [layout, figure.data.some(trace => trace.colorbar)];
    if (!yaxis?.scaleanchor) return;
    const height = layout.height - layout.margin.t - layout.margin.b;
    const { height: fit, share } = fitted({ xaxis, yaxis, scale }, width, height);
    layout.height += fit - height;
    const size = 13 * Math.max(0.8, Math.min(1, share));
    layout.font.size = size;
    const smaller = annotations => annotations?.forEach(note => note.font && (note.font.size = Math.min(note.font.size, size)));
    smaller(layout.annotations);
    for (const step of sliders.flatMap(slider => slider.steps)) smaller(step.args[1].annotations);
    for (const axis of [xaxis, yaxis]) {
      if (axis.title?.font) axis.title.font.size = 11;
      if (axis.ticktext) Object.assign(axis, { tickangle: 0, tickfont: { size: Math.min(size, 10) } });
    }
    if (layout.legend) layout.legend.y = 1 + (layout.legend.y - 1) * height / fit;
  }

  // Panels side by side, one above the other.
  function stack(figure, sliders, width) {
    const { layout } = figure;
    const panels = layout.meta?.beside;
    if (!panels || width >= narrow) return;
    const [height, gap] = [layout.height - layout.margin.t - layout.margin.b, 100];
    const heights = panels.map(panel => panel.scene ? height : fitted({ xaxis: layout[panel.x], yaxis: layout[panel.y], scale: panel.scale }, width, height).height);
    const sum = count => heights.slice(0, count).reduce((all, each) => all + each, 0);
    const total = sum(panels.length) + (panels.length - 1) * gap;
    const places = panels.map((panel, i) => {
      const top = 1 - (sum(i) + i * gap) / total;
      return { x: [0, panel.scale ? 0.84 : 1], y: [Math.max(0, top - heights[i] / total), top] };
    });
    panels.forEach((panel, i) => {
      if (panel.scene) layout[panel.scene].domain = places[i];
      else [layout[panel.x].domain, layout[panel.y].domain] = [places[i].x, places[i].y];
      for (const trace of panel.traces.map(t => figure.data[t])) {
        if (trace.colorbar) Object.assign(trace.colorbar, { x: 0.86, y: (places[i].y[0] + places[i].y[1]) / 2, len: heights[i] / total });
      }
    });
    const titled = panels.map((panel, i) => i).filter(i => panels[i].title);
    const moveTitles = annotations => annotations?.filter(note => note.name === "panel title")
      .forEach((note, i) => Object.assign(note, { x: (places[titled[i]].x[0] + places[titled[i]].x[1]) / 2, y: places[titled[i]].y[1] }));
    moveTitles(layout.annotations);
    for (const step of sliders.flatMap(slider => slider.steps)) moveTitles(step.args[1].annotations);
    if (layout.legend) layout.legend.y = 1 + (layout.legend.y - 1) * height / total;
    layout.height += total - height;
  }

  // What a figure that is not of the course leaves open takes the colours of the page.
  function dress(layout, plot) {
    const ink = getComputedStyle(plot).color;
    const rule = `color-mix(in srgb, ${ink} 20%, transparent)`;
    const line = element("i", {});
    line.style.color = rule;
    plot.append(line);
    const colour = getComputedStyle(line).color.replace(/^color\(srgb ([\d.]+) ([\d.]+) ([\d.]+) \/ ([\d.]+)\)$/, (_, r, g, b, a) => `rgba(${255 * r},${255 * g},${255 * b},${a})`);
    line.remove();
    layout.font = { color: ink, ...layout.font };
    layout.margin = { l: 72, r: 24, t: 64, b: 64, ...layout.margin };
    for (const axis of new Set(["xaxis", "yaxis", ...Object.keys(layout).filter(key => /^[xy]axis\d*$/.test(key))])) {
      layout[axis] = { gridcolor: colour, zerolinecolor: colour, linecolor: colour, ...layout[axis] };
    }
  }

  // Title, caption, slider and menus leave the drawing: the page's own wrap on a phone and work by keyboard.
  function takeOver(figure, target) {
    const { layout } = figure;
    const controls = { sliders: layout.sliders ?? [], menus: layout.updatemenus ?? [], title: layout.title?.text, caption: layout.meta?.caption };
    delete layout.sliders;
    delete layout.updatemenus;
    if (!layout.meta?.above) {
      dress(layout, target.parentElement);
      return { ...controls, title: null, caption: null };
    }
    delete layout.title;
    layout.height -= layout.meta.above + layout.meta.below;
    layout.margin.t -= layout.meta.above;
    layout.margin.b -= layout.meta.below;
    if (target.clientWidth < narrow) Object.assign(layout.margin, { l: 12, r: 12 });
    const isCaption = note => note.name === "frame caption";
    controls.told = layout.annotations?.find(isCaption)?.text;
    const without = annotations => annotations?.filter(note => !isCaption(note) && note.name !== "menu label");
    layout.annotations = without(layout.annotations);
    for (const step of controls.sliders.flatMap(slider => slider.steps)) {
      step.told = step.args[1].annotations?.find(isCaption)?.text ?? "";
      if (step.args[1].annotations) step.args[1].annotations = without(step.args[1].annotations);
    }
    return controls;
  }

  // What a step or a button does. An animation that another one ends is no fault.
  function carryOut(drawing, { method = "restyle", args = [] }) {
    if (method === "skip") return Promise.resolve();
    const own = structuredClone(args);
    if (method === "animate" && stillness.matches) own[1] = { ...own[1], transition: { duration: 0 } };
    return Promise.resolve(Plotly[method](drawing, ...own)).catch(() => { });
  }

  function drawSlider(slider, drawing, told) {
    const labels = slider.steps.map((step, i) => step.label ?? String(i));
    const active = slider.active ?? 0;
    const value = marked("output", "value", labels[active]);
    const input = element("input", { type: "range", min: 0, max: slider.steps.length - 1, step: 1, value: active });
    const tell = place => {
      value.innerHTML = marked("span", "", labels[place]).innerHTML;
      input.setAttribute("aria-valuetext", value.textContent);
      if (told) told.innerHTML = slider.steps[place].told;
    };
    tell(active);
    let wanted = active;
    let busy = false;
    input.addEventListener("input", async () => {
      wanted = Number(input.value);
      if (busy) return;
      busy = true;
      for (let shown = -1; shown !== wanted;) {
        shown = wanted;
        tell(shown);
        await carryOut(drawing, slider.steps[shown]);
      }
      busy = false;
    });
    // While frames play, the slider goes with them.
    drawing.addEventListener("frame", ({ detail }) => {
      const place = slider.steps.findIndex(step => [step.args?.[0]].flat()[0] === detail);
      if (place >= 0 && !busy) tell(input.value = place);
    });
    return element("label", { className: "slider" }, marked("span", "", slider.currentvalue?.prefix ?? ""), value, input);
  }

  function drawMenu(menu, drawing) {
    const name = menu.name ?? "";
    const active = menu.active ?? 0;
    if (menu.type !== "buttons") {
      const list = element("select", {}, ...menu.buttons.map((button, i) => element("option", { value: i, selected: i === active }, button.label)));
      if (!name) list.setAttribute("aria-label", "Choose");
      list.addEventListener("change", () => carryOut(drawing, menu.buttons[list.value]));
      return element("label", { className: "menu" }, marked("span", "", name), list);
    }
    // A choice shows which one holds; what plays or stops does not.
    const isChoice = menu.showactive !== false && menu.buttons.every(item => item.method !== "animate");
    const buttons = menu.buttons.map((item, i) => {
      const button = marked("button", "", item.label);
      button.type = "button";
      if (isChoice) button.setAttribute("aria-pressed", i === active);
      button.addEventListener("click", () => {
        if (isChoice) buttons.forEach(other => other.setAttribute("aria-pressed", other === button));
        carryOut(drawing, item);
      });
      return button;
    });
    const label = marked("span", "", name);
    const group = element("div", { className: "menu" }, label, ...buttons);
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", label.textContent || "Choices");
    return group;
  }

  // A figure that is drawn anew in other colours stays where the reader has moved it.
  const moved = new WeakMap();
  const parts = whole => [...whole.querySelectorAll(".slider input, .menu select, .menu button[aria-pressed]")];
  const state = control => control.getAttribute("aria-pressed") ?? control.value;

  function remember(plot) {
    const whole = plot.querySelector(":scope > .drawn-figure");
    if (whole) moved.set(plot, parts(whole).map(state));
  }

  async function resume(plot, whole) {
    const states = moved.get(plot);
    if (!states) return;
    for (const [i, control] of parts(whole).entries()) {
      if (state(control) === states[i]) continue;
      if (control.type === "button") {
        if (states[i] === "true") control.click();
        continue;
      }
      control.value = states[i];
      control.dispatchEvent(new Event(control.type === "range" ? "input" : "change"));
    }
  }

  async function draw(plot) {
    const dark = isDark(plot);
    const text = plot.querySelector("script[type='application/json']").textContent;
    const figure = JSON.parse(coloured(text, dark));
    figure.layout ??= {};
    figure.layout.paper_bgcolor ??= "rgba(0,0,0,0)";
    figure.layout.plot_bgcolor ??= "rgba(0,0,0,0)";
    remember(plot);
    plot.querySelector(":scope > .drawn-figure")?.remove();
    const whole = element("div", { className: "drawn-figure" });
    const drawing = element("div", { className: keepsCard(text, dark) ? "drawing card" : "drawing" });
    plot.insertBefore(whole, plot.querySelector(":scope > .still").nextSibling);
    plot.classList.add("drawn");
    try {
      const { sliders, menus, title, caption, told } = takeOver(figure, whole);
      shrink(figure, sliders, whole.clientWidth);
      stack(figure, sliders, whole.clientWidth);
      const tells = sliders.some(slider => slider.steps.some(step => step.told)) ? marked("p", "told", told ?? "") : null;
      tells?.setAttribute("aria-live", "polite");
      if (title) whole.append(marked("p", "title", title));
      if (caption) whole.append(marked("p", "caption", caption));
      whole.append(...menus.map(menu => drawMenu(menu, drawing)), ...(tells ? [tells] : []), drawing, ...sliders.map(slider => drawSlider(slider, drawing, tells)));
      drawing.setAttribute("role", "img");
      drawing.setAttribute("aria-label", figure.layout.meta?.description ?? plot.querySelector(".still img")?.alt ?? "Plot");
      delete figure.layout.width;
      const config = { responsive: true, displaylogo: false, ...figure.config };
      await Plotly.newPlot(drawing, figure.data ?? [], figure.layout, config);
      if (figure.frames) await Plotly.addFrames(drawing, figure.frames);
      drawing.on("plotly_animatingframe", ({ name }) => drawing.dispatchEvent(new CustomEvent("frame", { detail: name })));
      await resume(plot, whole);
      plot.dispatchEvent(new CustomEvent("drawn", { bubbles: true }));
    } catch (error) {
      plot.classList.remove("drawn");
      whole.remove();
      console.warn("A plot could not be drawn; its picture stays.", error);
    }
  }

  function loadPlotly() {
    if (window.Plotly) return Promise.resolve();
    return window.plotlyForFigures ??= new Promise((resolve, reject) => {
      const script = element("script", {
        src: "https://cdn.jsdelivr.net/npm/plotly.js-dist-min@2.35.3/plotly.min.js",
        integrity: "sha384-MqL7Cy3itNqCI1Wlc926K0XhyRKJ/NMqTaytIIEB+QIdInOploxqRIHRKLlhPykM",
        crossOrigin: "anonymous",
      });
      // Where a page loads modules through require.js, Plotly would hand itself to that and not to the page.
      const amd = window.define?.amd;
      if (amd) window.define.amd = undefined;
      const restored = then => () => {
        if (amd) window.define.amd = amd;
        then();
      };
      script.onload = restored(resolve);
      script.onerror = restored(reject);
      document.head.append(script);
    });
  }

  const fresh = [...document.querySelectorAll("figure.plot")].filter(plot => !plot.dataset.known);
  if (fresh.length === 0) return;
  for (const plot of fresh) plot.dataset.known = "yes";
  loadPlotly().then(() => {
    // Each when it comes near the screen, so that a page with many is there at once.
    const near = new IntersectionObserver(entries => entries.filter(entry => entry.isIntersecting).forEach(entry => {
      near.unobserve(entry.target);
      draw(entry.target);
    }), { rootMargin: "800px" });
    fresh.forEach(plot => near.observe(plot));
    const redraw = () => setTimeout(() => fresh.filter(plot => plot.classList.contains("drawn")).forEach(draw));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
    addEventListener("themechange", redraw); // a page that has a button for its colours
  }, () => { });
})();
