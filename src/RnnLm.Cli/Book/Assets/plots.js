// Draws the plots of a page with Plotly. Where Plotly cannot be had, the still pictures stay.
(() => {
  const plots = [...document.querySelectorAll("figure.plot")];
  if (plots.length === 0) return;

  const dark = matchMedia("(prefers-color-scheme: dark)");

  // A figure that names no colours takes those of the page.
  function layoutOf(figure, width) {
    const style = getComputedStyle(document.documentElement);
    const line = style.getPropertyValue("--line").trim();
    const layout = structuredClone(figure.layout ?? {});
    layout.paper_bgcolor ??= "rgba(0,0,0,0)";
    layout.plot_bgcolor ??= "rgba(0,0,0,0)";
    layout.font = { color: style.getPropertyValue("--ink").trim(), ...layout.font };
    for (const name of Object.keys(layout).filter(key => /^[xy]axis/.test(key)).concat("xaxis", "yaxis")) {
      layout[name] = { gridcolor: line, zerolinecolor: line, ...layout[name] };
    }
    if (layout.width > width) delete layout.width;
    layout.autosize = true;
    return layout;
  }

  async function draw(plot) {
    const figure = JSON.parse(plot.querySelector("script").textContent);
    let target = plot.querySelector(".drawing");
    if (!target) {
      target = document.createElement("div");
      target.className = "drawing";
      target.setAttribute("role", "group");
      target.setAttribute("aria-label", plot.querySelector(".still img")?.alt ?? "Plot");
      plot.append(target);
    }
    plot.classList.add("drawn");
    try {
      const config = { responsive: true, displaylogo: false, ...figure.config };
      await Plotly.react(target, structuredClone(figure.data ?? []), layoutOf(figure, plot.clientWidth), config);
      if (figure.frames && !target.framesAdded) {
        await Plotly.addFrames(target, structuredClone(figure.frames));
        target.framesAdded = true;
      }
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
    plots.forEach(draw);
    dark.addEventListener("change", () => plots.forEach(draw));
  };
  document.head.append(script);
})();
