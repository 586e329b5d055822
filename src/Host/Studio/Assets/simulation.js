// Trying a version out: invented cases under a virtual clock, and copies of the cases that run now.
(() => {
  "use strict";
  const { say, make, call, when } = doorstep;
  const id = decodeURIComponent(location.pathname.match(/definitions\/([^/]+)\/simulation$/)[1]);
  const address = `/api/v1/definitions/${encodeURIComponent(id)}`;
  const ends = { closed: say("closed", "结案"), open: say("still open", "仍在办"), deadEnd: say("dead end", "死路"), endless: say("goes round for ever", "无限循环"), notStarted: say("could not start", "无法启动") };
  const percent = share => `${(share * 100).toFixed(1)} %`;
  const field = (label, input) => make("label", {}, label, input);

  async function page(place) {
    doorstep.tools(id);
    const [versions, earlier] = await Promise.all([call("GET", `/api/v1/definitions?definitionId=${encodeURIComponent(id)}`), call("GET", `${address}/simulations?limit=10`)]);
    if (!versions || !earlier) return;
    const result = make("section", { id: "result" });
    place.append(make("h1", {}, say(`Try out '${id}'`, `试运行“${id}”`)), document.body.dataset.mayTry === "true" ? invented(versions, result) : make("p", { class: "muted" }, say("Designers play invented cases; what they have played stands below.", "虚拟案件由设计者运行；以往结果见下。")), document.body.dataset.mayForesee === "true" ? live(versions, result) : "", make("p", { id: "status", class: "muted", "aria-live": "polite" }), history(earlier, result), result);
    if (earlier.length) show(result, earlier[0]);
  }

  const version = versions => make("select", { name: "version" }, [...versions].reverse().map(row => make("option", { value: row.version }, `${row.version} · ${doorstep.standing(row.status)}`)));
  const number = (name, value, most) => make("input", { type: "number", name, value, min: 1, max: most, required: true });

  function invented(versions, result) {
    const form = make("form", { class: "choice", id: "invented" },
      field(say("Version", "版本"), version(versions)), field(say("Cases", "案件数"), number("cases", 1000, 10000)), field(say("Seed", "随机种子"), number("seed", 1, 2147483647)),
      field(say("Days", "天数"), number("days", 730, 3650)), field(say("First day", "起始日"), make("input", { type: "date", name: "start" })),
      field(say("Cases start on", "案件从此流程开始"), make("input", { name: "root", placeholder: id, size: 18 })),
      field(say("Script (JSON; empty: chance)", "脚本（JSON；留空为随机）"), make("textarea", { name: "script", rows: 2, cols: 46, placeholder: '[{"in":"Escalated","after":"P2D","type":"EscalationReviewed","data":{}}]' })),
      make("button", {}, say("Play invented cases", "运行虚拟案件")));
    form.addEventListener("submit", event => {
      event.preventDefault();
      const said = new FormData(form);
      let script = null;
      try {
        script = said.get("script").trim() ? JSON.parse(said.get("script")) : null;
      } catch (fault) { return doorstep.notice(`${say("The script is not JSON", "脚本不是 JSON")}: ${fault.message}`, [[say("Close", "关闭"), () => doorstep.notice(null)]]); }
      run(form, "simulations", {
        version: +said.get("version"), cases: +said.get("cases"), seed: +said.get("seed"), days: +said.get("days"), ...said.get("start") ? { start: `${said.get("start")}T01:00:00Z` } : {},
        ...said.get("root") ? { root: said.get("root") } : {}, ...script ? { script } : {},
      }, made => show(result, made));
    });
    return form;
  }

  function live(versions, result) {
    const form = make("form", { class: "choice", id: "live" },
      field(say("Version", "版本"), version(versions)), field(say("Days ahead", "向前天数"), number("days", 60, 730)),
      field(say("Meanwhile", "期间"), make("select", { name: "people" }, make("option", { value: "silent" }, say("nobody does anything", "无人行动")), make("option", { value: "random" }, say("people do what chance says", "随机行为")))),
      make("button", { class: "quiet" }, say("What if: copies of all live cases", "假设：全部在办案件的副本")));
    form.addEventListener("submit", event => {
      event.preventDefault();
      const said = new FormData(form);
      run(form, "foresight", { version: +said.get("version"), days: +said.get("days"), people: said.get("people") }, made => foresee(result, made));
    });
    return form;
  }

  async function run(form, what, body, shown) {
    const button = form.querySelector("button");
    const status = document.getElementById("status");
    button.disabled = true;
    status.textContent = say("Playing…", "运行中…");
    const made = await call("POST", `${address}/${what}`, body);
    button.disabled = false;
    status.textContent = "";
    if (made) shown(made);
  }

  function history(earlier, result) {
    if (!earlier.length) return "";
    return make("details", {}, make("summary", {}, say("Earlier simulations", "以往的试运行")), make("ul", { class: "plain" }, earlier.map(made => make("li", {},
      make("button", { type: "button", class: "quiet", onclick: () => show(result, made) }, say(`Version ${made.version}`, `版本 ${made.version}`)), ` ${when(made.at)} · ${made.by} · ${made.result.cases} ${say("cases", "个案件")} · ${say("seed", "种子")} ${made.seed}`))));
  }

  // What makes a result say less than it seems to comes first.
  const warnings = found => found.warnings?.length ? make("ul", { class: "bad", "data-warnings": true }, found.warnings.map(words => make("li", {}, say(words.en, words.zh)))) : "";

  function show(place, made) {
    const found = made.result;
    place.replaceChildren(
      make("h2", {}, say(`Version ${made.version}: ${found.cases} cases from ${made.from.slice(0, 10)}`, `版本 ${made.version}：${found.cases} 个案件，自 ${made.from.slice(0, 10)} 起`)),
      found.isCut ? make("p", { class: "bad" }, say("The time was over before all cases were played.", "时间已到，未能运行全部案件。")) : "",
      warnings(found),
      make("p", { id: "dead-ends", class: found.deadEnds.length ? "bad" : "good" }, found.deadEnds.length
        ? say("Cases would get stuck: ", "有案件会卡住：") + found.deadEnds.map(end => `${end.cases} ${say("in", "个停在")} ${end.state} (${end.example})`).join("; ") : say("No dead end was found.", "未发现死路。")),
      found.faults.length ? make("ul", { class: "bad" }, found.faults.map(fault => make("li", {}, `${fault.times} × ${fault.message} (${fault.example})`))) : "",
      table(say("Where cases end", "案件去向"), [say("State", "状态"), "", say("Cases", "案件数"), say("Share", "占比"), ""], found.ends.map(end => [end.state, ends[end.end], end.cases, percent(end.share), bar(end.share)])),
      table(say("Time and contacts", "时间与联系次数"), ["", say("Least", "最少"), say("Median", "中位"), "90 %", say("Most", "最多"), say("Mean", "平均")],
        [[say("Days to closure", "结案天数"), ...spread(found.daysToClosure)], [say("Contacts per case", "每案联系次数"), ...spread(found.contactsPerCase)]]),
      table(say("Paths", "路径"), [say("States", "状态"), say("Cases", "案件数"), say("Share", "占比")], found.paths.map(path => [path.states.join(" → "), path.cases, percent(path.share)])),
      table(say("Deadlines missed", "错过的期限"), [say("Deadline", "期限"), say("Began", "启动"), say("Missed", "错过"), say("Share", "占比"), ""], found.deadlines.filter(one => one.missed).map(one => [`${one.definition}: ${one.transition}`, one.armed, one.missed, percent(one.missedShare), bar(one.missedShare)])),
      table(say("Acts", "行动"), [say("Kind", "类型"), say("Allowed", "放行"), say("Dropped", "取消"), say("Re-planned", "改期")], found.acts.map(act => [act.kind, act.allowed, act.dropped, act.replanned])),
      table(say("Guards that objected", "提出反对的守则"), [say("Guard", "守则"), say("Times", "次数")], found.objections.map(one => [one.guard, one.times])),
      table(say("Transitions that no case took", "无案件经过的转换"), [say("Definition", "流程"), say("Transition", "转换")], found.ways.filter(way => !way.cases).map(way => [way.definition, way.transition])));
    place.dataset.shown = "simulation";
  }

  const moves = one => one.earlier || one.later || one.gone || one.fresh;

  function foresee(place, made) {
    place.replaceChildren(
      make("h2", {}, say(`What if version ${made.version} were in force: ${made.cases} live cases`, `假设版本 ${made.version} 生效：${made.cases} 个在办案件`)),
      made.isCut ? make("p", { class: "bad" }, say("The time was over before all cases were looked at.", "时间已到，未能查看全部案件。")) : "",
      warnings(made.after),
      make("p", { class: made.newDeadEnds.length ? "bad" : "good" }, made.newDeadEnds.length
        ? say("Would get stuck: ", "会卡住：") + made.newDeadEnds.slice(0, 20).map(one => `${one.caseId} (${one.state})`).join(", ") : say("No case gets stuck that would not get stuck anyway.", "没有案件因此卡住。")),
      table(say("Cases that cannot go over", "无法迁移的案件"), [say("Why", "原因"), say("Cases", "案件数"), say("Example", "例")], made.cannot.map(one => [one.reason, one.cases, one.example])),
      made.deadlines.some(moves) ? "" : make("p", { class: "muted" }, say("No deadline moves.", "没有期限变动。")),
      table(say("Deadlines that move", "变动的期限"), [say("Deadline", "期限"), say("Earlier", "提前"), say("Later", "推后"), say("Same", "不变"), say("Gone", "消失"), say("New", "新增"), say("Mean shift (days)", "平均变动（天）")],
        made.deadlines.filter(moves).map(one => [`${one.definition}: ${one.transition}`, one.earlier, one.later, one.same, one.gone, one.fresh, (one.meanShiftHours / 24).toFixed(1)])),
      days(made).length ? "" : make("p", { class: "muted", "data-quiet": true }, say("No letter, visit or call is made in these days, neither now nor then.", "这些天内无信函、上门或通话，改前改后均无。")),
      table(say("Letters and visits per day", "每日信函与上门"), [say("Day", "日期"), say("Letters now", "信函（现）"), say("Letters then", "信函（改后）"), say("Visits now", "上门（现）"), say("Visits then", "上门（改后）"), say("Calls now", "通话（现）"), say("Calls then", "通话（改后）")], days(made)));
    place.dataset.shown = "foresight";
  }

  function days(made) {
    const per = found => new Map(found.days.map(day => [day.day, day]));
    const [now, then] = [per(made.before), per(made.after)];
    return [...new Set([...now.keys(), ...then.keys()])].sort().slice(0, 60).map(day => [day, now.get(day)?.letters ?? 0, then.get(day)?.letters ?? 0, now.get(day)?.visits ?? 0, then.get(day)?.visits ?? 0, now.get(day)?.calls ?? 0, then.get(day)?.calls ?? 0]);
  }

  const spread = of => [of.least, of.median, of.ninth, of.most, of.mean];
  const bar = share => make("span", { class: "bar", style: `width:${Math.round(share * 160)}px` });

  function table(title, head, rows) {
    if (!rows.length) return "";
    const cell = (tag, value) => make(tag, typeof value === "number" || /^[\d.]+ %$/.test(value) ? { class: "number" } : {}, typeof value === "number" ? String(value) : value);
    return make("div", {}, make("h2", {}, title), make("table", {}, make("thead", {}, make("tr", {}, head.map(name => cell("th", name)))), make("tbody", {}, rows.map(row => make("tr", {}, row.map(value => cell("td", value)))))));
  }

  doorstep.begin(page);
})();
