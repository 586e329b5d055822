// Where the states of a machine stand: from left to right by their distance from where cases begin, ends last, in as many rows as make the picture largest. The same machine always looks the same.
(() => {
  "use strict";
  // A state as Studio draws it. Between two columns there is room for the names of transitions, unless the picture is so small that nobody could read them.
  const sizes = { width: 220, height: 76, below: 44, roomy: 170, tight: 90, readable: 0.6 };

  // Places by state. Ways are pairs of states; the room is what of the canvas is in sight.
  function layout(states, all, initial, room) {
    const ways = all.filter(([from, to]) => from && to && from !== to);
    const layers = layered(states, ways, initial);
    const wide = best(states.length, layers, sizes.roomy, room);
    const { columns, high, between } = wide.scale < sizes.readable ? best(states.length, layers, sizes.tight, room) : wide;
    return new Map(columns.flatMap((column, x) => column.map((state, y) => [state, [x * (sizes.width + between), (y + (high - column.length) / 2) * (sizes.height + sizes.below)]])));
  }

  function best(count, layers, between, room) {
    let found = null;
    for (let rows = 1; rows <= count; rows++) {
      const columns = layers.flatMap(layer => chunks(layer, rows));
      const high = Math.max(...columns.map(column => column.length));
      const scale = Math.min(1, (room.width - 48) / (columns.length * (sizes.width + between) - between), (room.height - 48) / (high * (sizes.height + sizes.below) - sizes.below));
      if (found === null || scale > found.scale + 0.001) found = { scale, columns, high, between };
    }

    return found;
  }

  function layered(states, ways, initial) {
    const steps = new Map();
    const sources = states.filter(state => !ways.some(([, to]) => to === state));
    for (const start of [initial, ...sources, ...states]) spread(start, ways, steps);
    const isEnd = state => state !== initial && !ways.some(([from]) => from === state);
    const last = 1 + Math.max(...states.filter(state => !isEnd(state)).map(state => steps.get(state)));
    const layers = [];
    for (const state of states) (layers[isEnd(state) ? last : steps.get(state)] ??= []).push(state);
    const rows = new Map();
    return layers.filter(Boolean).map(layer => {
      const sorted = layer.map(state => [state, near(state, ways, rows)]).sort(([, one], [, other]) => one - other).map(([state]) => state);
      sorted.forEach((state, index) => rows.set(state, (index + 0.5) / sorted.length));
      return sorted;
    });
  }

  function spread(start, ways, steps) {
    if (steps.has(start)) return;
    steps.set(start, 0);
    for (const waiting = [start]; waiting.length > 0;) {
      const state = waiting.shift();
      for (const [from, to] of ways) {
        if (from !== state || steps.has(to)) continue;
        steps.set(to, steps.get(state) + 1);
        waiting.push(to);
      }
    }
  }

  // A state stands near those from which one comes to it.
  function near(state, ways, rows) {
    const from = ways.filter(([one, to]) => to === state && rows.has(one)).map(([one]) => rows.get(one));
    return from.length ? from.reduce((sum, row) => sum + row, 0) / from.length : 0.5;
  }

  function chunks(layer, rows) {
    const each = Math.ceil(layer.length / Math.ceil(layer.length / rows));
    return Array.from({ length: Math.ceil(layer.length / each) }, (_, column) => layer.slice(column * each, (column + 1) * each));
  }

  Object.assign(doorstep, { layout, sizes });
})();
