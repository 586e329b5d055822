// Studio 3.8.2 opens a machine as one row of states, fits it to no less than half its size, and stores no positions. Its graph can be reached through the module that draws it:
// here states get places of their own, the whole machine is brought into sight, and the state of a case that goes on is marked anew.
(() => {
  "use strict";
  const source = new URL("_content/Elsa.Studio.Workflows.Designer/designer.entry.js", document.baseURI).href;
  const smallest = 0.15;
  const { width, below, roomy, tight, readable } = doorstep.sizes;
  const known = new WeakMap();
  let module = null;
  let current = null;
  let isBeginning = true;

  const toolbar = () => document.querySelectorAll(".state-machine-designer__toolbar > button.state-machine-designer__button");
  const isCurrent = /\bCurrent\b/;

  // As a mouse would: Studio's splitters listen to more than the click.
  function press(target) {
    for (const kind of ["mousedown", "mouseup", "click"]) target?.dispatchEvent(new MouseEvent(kind, { bubbles: true, cancelable: true }));
  }

  // The graphs of machines that are in sight.
  const graphs = () => Object.values(module.graphBindings).filter(one => one.mode === "stateMachine" && one.graph.container.isConnected && one.graph.container.clientHeight > 0 && one.graph.getNodes().length > 0);

  async function tick() {
    if (document.querySelector('g[data-shape="elsa-state-machine-state"]') === null) return;
    if (isBeginning) {
      // Room for the picture first: the right-most pane of the editor is folded away once.
      isBeginning = false;
      const bars = [...document.querySelectorAll(".rz-splitter-horizontal > .rz-splitter-bar")];
      if (toolbar().length > 0) press(bars.sort((one, other) => other.getBoundingClientRect().left - one.getBoundingClientRect().left)[0]?.querySelector(".rz-expand"));
      return;
    }

    module ??= await import(source);
    for (const binding of graphs()) look(binding);
  }

  function look(binding) {
    const graph = binding.graph;
    const nodes = graph.getNodes();
    const before = known.get(graph) ?? { ids: new Set(), size: "", view: "" };
    const isRow = nodes.length > 2 && new Set(nodes.map(node => node.position().y)).size === 1;
    const fresh = nodes.filter(node => !before.ids.has(node.id));
    const seen = room(graph);
    const size = `${Math.round(seen.width)}x${Math.round(seen.height)}`;
    if (before.ids.size === 0 || isRow) change(binding, () => arrange(graph));
    else if (fresh.length > 0) change(binding, () => append(graph, fresh));
    // A canvas that got another size is fitted again, unless somebody has moved the picture.
    if (before.ids.size === 0 || isRow || fresh.length > 0 || (size !== before.size && view(graph) === before.view)) fit(graph);
    const undrawn = graph.getEdges().filter(edge => edge.getConnector()?.name !== "doorstep");
    if (undrawn.length > 0) quietly(binding, () => undrawn.forEach(draw));
    // What is drawn while states still move keeps its old line: it is drawn again until nothing moves.
    const drawn = graph.container.querySelectorAll('g[data-shape="elsa-state-machine-transition"]').length;
    const isMoving = undrawn.length > 0 || drawn !== before.drawn || before.ids.size === 0 || isRow || fresh.length > 0;
    const redraws = isMoving ? 3 : Math.max(0, (before.redraws ?? 0) - 1);
    if (redraws > 0) for (const edge of graph.getEdges()) graph.findViewByCell(edge)?.update();
    if (current !== null) mark(graph);
    graph.container.classList.toggle("doorstep-far", graph.zoom() < readable);
    known.set(graph, { ids: new Set(nodes.map(node => node.id)), size, redraws, drawn, view: known.get(graph)?.view ?? before.view });
    if (redraws === 0 && drawn === graph.getEdges().length) document.body.dataset.tidied = "true";
  }

  const view = graph => [graph.zoom(), graph.translate().tx, graph.translate().ty].map(number => Math.round(number * 100)).join(" ");

  // What we move is nothing to undo. Studio hears of it once, so that it draws the same places the next time.
  function change(binding, act) {
    quietly(binding, act);
    if (toolbar().length > 0) binding.interop.raiseGraphUpdated();
  }

  // How a line is drawn is nothing to save: Studio would draw its panels anew for it, and lose what somebody is just writing there.
  function quietly(binding, act) {
    binding.suppressGraphUpdated = (binding.suppressGraphUpdated ?? 0) + 1;
    binding.graph.disableHistory?.();
    try { act(); } finally {
      binding.graph.enableHistory?.();
      binding.suppressGraphUpdated--;
    }
  }

  // What of the canvas is in sight: the panes around it cut a part of it off.
  function room(graph) {
    const box = graph.container.getBoundingClientRect();
    let [left, top, right, bottom] = [box.left, box.top, Math.min(box.right, innerWidth), Math.min(box.bottom, innerHeight)];
    for (let around = graph.container.parentElement; around; around = around.parentElement) {
      if (getComputedStyle(around).overflow === "visible") continue;
      const cut = around.getBoundingClientRect();
      [left, top, right, bottom] = [Math.max(left, cut.left), Math.max(top, cut.top), Math.min(right, cut.right), Math.min(bottom, cut.bottom)];
    }

    return { left: left - box.left, top: top - box.top, width: Math.max(100, right - left), height: Math.max(80, bottom - top) };
  }

  function fit(graph) {
    const boxes = graph.getNodes().map(node => node.getBBox());
    const [left, top] = [Math.min(...boxes.map(box => box.x)), Math.min(...boxes.map(box => box.y))];
    const [right, bottom] = [Math.max(...boxes.map(box => box.x + box.width)), Math.max(...boxes.map(box => box.y + box.height))];
    const seen = room(graph);
    const scale = Math.max(smallest, Math.min(1, (seen.width - 48) / (right - left), (seen.height - 48) / (bottom - top)));
    graph.scale(scale);
    graph.translate(seen.left + (seen.width - scale * (right - left)) / 2 - scale * left, seen.top + (seen.height - scale * (bottom - top)) / 2 - scale * top);
    known.set(graph, { ...known.get(graph) ?? { ids: new Set(), size: "" }, view: view(graph) });
  }

  function arrange(graph) {
    const nodes = graph.getNodes();
    const initial = nodes.find(node => /\bInitial\b/.test(node.attr("meta/text"))) ?? nodes[0];
    const places = doorstep.layout(nodes.map(node => node.id), graph.getEdges().map(edge => [edge.getSourceCellId(), edge.getTargetCellId()]), initial.id, room(graph));
    for (const node of nodes) node.position(...places.get(node.id));
  }

  // What is new stands below everything else.
  function append(graph, fresh) {
    const boxes = graph.getNodes().filter(node => !fresh.includes(node)).map(node => node.getBBox());
    const [left, bottom] = [Math.min(...boxes.map(box => box.x)), Math.max(...boxes.map(box => box.y + box.height))];
    fresh.forEach((node, index) => node.position(left + index * (width + tight), bottom + below));
  }

  // A transition is a curve behind the states, its name in the gap beside them.
  function draw(edge) {
    const graph = edge.model.graph;
    graph.constructor.registerConnector("doorstep", curve, true);
    edge.setZIndex(-1);
    edge.setVertices([]);
    edge.setRouter("normal");
    edge.setConnector("doorstep");
    edge.setLabels(edge.getLabels().map(label => ({ ...label, position: 0.5, attrs: { ...label.attrs, label: { ...label.attrs?.label, textWrap: { width: roomy - 30, height: 18, ellipsis: true } } } })));
  }

  function curve(from, to) {
    const reach = to.x > from.x ? Math.max(40, (to.x - from.x) / 2) : 90;
    return `M ${from.x} ${from.y} C ${from.x + reach} ${from.y} ${to.x - reach} ${to.y} ${to.x} ${to.y}`;
  }

  // Studio marks the state that a case was in when the page was opened; it does not ask again.
  function mark(graph) {
    for (const node of graph.getNodes()) {
      const [text, name] = [node.attr("meta/text") ?? "", node.attr("title/text")];
      const [stroke, wide] = name === current ? ["var(--elsa-designer-node-current)", 6] : ["var(--elsa-designer-node-border)", 1];
      if (node.attr("body/strokeWidth") !== wide) node.attr({ body: { stroke, strokeWidth: wide } });
      if ((name === current) === isCurrent.test(text)) continue;
      const rest = text.split(" · ").filter(word => word !== "Current" && word !== "State");
      const words = name === current ? ["Current", ...rest] : rest.length ? rest : ["State"];
      node.attr("meta/text", words.join(" · "));
      node.attr("status/fill", `var(--elsa-designer-node-${name === current ? "current" : words.includes("Initial") ? "initial" : "accent"})`);
      graph.findViewByCell(node)?.container.setAttribute("aria-label", `${name}, ${words.join(", ")} state`);
    }

    const list = document.querySelectorAll(".state-machine-designer__configuration select")[1];
    const chosen = [...list?.options ?? []].find(option => option.textContent.trim() === current);
    if (chosen) list.value = chosen.value;
  }

  // Studio's own buttons fit to no less than half the size, and lay out in one column: ours are pressed instead.
  window.addEventListener("click", event => {
    const button = event.target.closest?.("button");
    const isLayout = button && button === toolbar()[0];
    if (!module || (!isLayout && !button?.querySelector('svg path[d^="M6,16h12V8H6"]'))) return;
    event.stopPropagation();
    for (const binding of graphs()) {
      if (isLayout) change(binding, () => arrange(binding.graph));
      fit(binding.graph);
    }
  }, true);

  doorstep.canvas = {
    begin: () => setInterval(() => tick().catch(() => {}), 400),
    moved: state => { current = state; },
  };
})();
