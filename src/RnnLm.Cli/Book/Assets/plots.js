// Draws the plots of a page with Plotly when they come near the screen. Where Plotly cannot be had, the still pictures stay.
(() => {
  const plots = [...document.querySelectorAll("figure.plot")];
  if (plots.length === 0) return;
  const stillness = matchMedia("(prefers-reduced-motion: reduce)");

  // A colour of the page as Plotly can read it.
  function colour(name) {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.color = `var(${name})`;
    const value = getComputedStyle(probe).color;
    probe.remove();
    return value;
  }

  const axesOf = layout => [...new Set([...Object.keys(layout).filter(key => /^[xy]axis\d*$/.test(key)), "xaxis", "yaxis"])];
  const scenesOf = layout => Object.keys(layout).filter(key => /^scene\d*$/.test(key)).flatMap(scene => ["xaxis", "yaxis", "zaxis"].map(axis => `${scene}.${axis}`));

  // What a figure leaves open takes the colours of the page.
  function colours(layout) {
    const given = path => path.split(".").reduce((part, key) => part?.[key], layout) !== undefined;
    const ink = colour("--ink"), line = colour("--line");
    const all = { paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", "font.color": ink, "hoverlabel.bgcolor": colour("--panel"), "hoverlabel.font.color": ink };
    for (const axis of axesOf(layout).concat(scenesOf(layout))) {
      Object.assign(all, { [`${axis}.gridcolor`]: line, [`${axis}.zerolinecolor`]: line, [`${axis}.linecolor`]: line });
    }
    return Object.fromEntries(Object.entries(all).filter(([path]) => !given(path)));
  }

  function layoutOf(figure, width) {
    const layout = structuredClone(figure.layout ?? {});
    // Their places are taken by controls of the page.
    delete layout.sliders;
    delete layout.updatemenus;
    if (layout.width > width) delete layout.width;
    layout.autosize = true;
    layout.margin = { l: 72, r: 24, t: 64, b: 64, ...layout.margin };
    if (width < 500) {
      // On a phone the plot takes the room, and a finger scrolls the page.
      layout.margin.l = Math.min(layout.margin.l, 56);
      layout.margin.r = Math.min(layout.margin.r, 16);
      layout.dragmode = false;
      layout.legend = { orientation: "h", yanchor: "top", y: -0.22, x: 0, ...(layout.legend?.orientation === "h" ? layout.legend : {}) };
    }
    return layout;
  }

  // A command of a slider's step or of a button, as Plotly carries it out.
  function carryOut(target, { method = "restyle", args = [] }) {
    if (method === "skip") return;
    const own = structuredClone(args);
    if (method === "animate" && stillness.matches) {
      own[1] = { ...own[1], transition: { duration: 0 } };
    }
    return Plotly[method](target, ...own).catch(() => { }); // an animation that another one ends is no fault
  }

  function addSlider(controls, target, slider) {
    const steps = slider.steps ?? [];
    if (steps.length === 0) return;
    const label = document.createElement("label"), output = document.createElement("output");
    const range = Object.assign(document.createElement("input"), { type: "range", min: 0, max: steps.length - 1, step: 1, value: slider.active ?? 0 });
    const { prefix = "", suffix = "" } = slider.currentvalue ?? {};
    const say = () => {
      output.textContent = prefix + (steps[range.value].label ?? range.value) + suffix;
      range.setAttribute("aria-valuetext", output.textContent);
    };
    range.setAttribute("aria-label", prefix.replace(/[\s:=]+$/, "") || "Step");
    range.addEventListener("input", () => { say(); carryOut(target, steps[range.value]); });
    // While frames play, the slider goes with them.
    target.on("plotly_animatingframe", ({ name }) => {
      const step = steps.findIndex(({ args }) => [args?.[0]].flat()[0] === name);
      if (step >= 0 && step !== Number(range.value)) { range.value = step; say(); }
    });
    label.append(output, range);
    controls.append(label);
    say();
  }

  function addButtons(controls, target, menu, name) {
    const choices = (menu.buttons ?? []).filter(({ visible }) => visible !== false);
    if (choices.length === 0) return;
    if (menu.type !== "buttons") {
      const select = document.createElement("select");
      select.setAttribute("aria-label", name);
      choices.forEach(choice => select.add(new Option(choice.label)));
      select.selectedIndex = Math.max(0, menu.active ?? 0);
      select.addEventListener("change", () => carryOut(target, choices[select.selectedIndex]));
      controls.append(select);
      return;
    }
    const group = document.createElement("div");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", name);
    const buttons = choices.map((choice, i) => {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: choice.label });
      let pressed = false;
      button.addEventListener("click", () => {
        carryOut(target, pressed && choice.args2 ? { ...choice, args: choice.args2 } : choice);
        pressed = !pressed;
        // A choice shows which one holds; what plays or stops does not.
        if (choice.method !== "animate" && menu.showactive !== false) buttons.forEach(each => each.setAttribute("aria-pressed", each === button));
      });
      if (choice.method !== "animate" && menu.showactive !== false) button.setAttribute("aria-pressed", i === (menu.active ?? 0));
      return button;
    });
    group.append(...buttons);
    controls.append(group);
  }

  function addControls(plot, target, { updatemenus = [], sliders = [] }) {
    if (updatemenus.length + sliders.length === 0) return;
    const controls = document.createElement("div");
    controls.className = "controls";
    updatemenus.filter(({ visible }) => visible !== false).forEach((menu, i, all) => addButtons(controls, target, menu, menu.name ?? (all.length > 1 ? `Choices ${i + 1}` : "Choices")));
    sliders.filter(({ visible }) => visible !== false).forEach(slider => addSlider(controls, target, slider));
    target.after(controls);
  }

  async function draw(plot) {
    const figure = JSON.parse(plot.querySelector("script").textContent);
    const target = document.createElement("div");
    target.className = "drawing";
    target.setAttribute("role", "group");
    target.setAttribute("aria-label", plot.querySelector(".still img")?.alt ?? "Plot");
    plot.querySelector(".still").after(target);
    plot.classList.add("drawn");
    try {
      const layout = layoutOf(figure, plot.clientWidth);
      const config = { responsive: true, displaylogo: false, modeBarButtonsToRemove: ["lasso2d", "select2d", "autoScale2d"], ...figure.config };
      await Plotly.newPlot(target, structuredClone(figure.data ?? []), layout, config);
      await Plotly.relayout(target, colours(figure.layout ?? {}));
      if (figure.frames) await Plotly.addFrames(target, structuredClone(figure.frames));
      addControls(plot, target, figure.layout ?? {});
      addEventListener("themechange", () => Plotly.relayout(target, colours(figure.layout ?? {})));
    } catch (error) {
      plot.classList.remove("drawn");
      target.remove();
      console.warn("A plot could not be drawn; its picture stays.", error);
    }
  }

  const script = document.createElement("script");
  script.src = "https://cdn.jsdelivr.net/npm/plotly.js-dist-min@2.35.3/plotly.min.js";
  script.integrity = "sha384-MqL7Cy3itNqCI1Wlc926K0XhyRKJ/NMqTaytIIEB+QIdInOploxqRIHRKLlhPykM";
  script.crossOrigin = "anonymous";
  script.onload = () => {
    const near = new IntersectionObserver(entries => entries.filter(entry => entry.isIntersecting).forEach(entry => {
      near.unobserve(entry.target);
      draw(entry.target);
    }), { rootMargin: "800px" });
    plots.forEach(plot => near.observe(plot));
  };
  document.head.append(script);
})();
