// How two versions of a definition differ: a picture and sentences.
(() => {
  "use strict";
  const { say, make, call } = doorstep;
  const id = decodeURIComponent(location.pathname.match(/definitions\/([^/]+)\/diff$/)[1]);
  const subjects = [
    ["definition", say("Definition", "流程")], ["state", say("States", "状态")], ["transition", say("Transitions", "转换")], ["trigger", say("Triggers", "触发器")], ["deadline", say("Deadlines", "期限")],
    ["guard", say("Guards", "条件")], ["activity", say("Steps", "步骤")], ["text", say("Texts", "文字")], ["variable", say("Variables", "变量")],
  ];
  const signs = { added: "+", removed: "−", changed: "~" };

  async function page(place) {
    doorstep.tools(id);
    const versions = await call("GET", `/api/v1/definitions?definitionId=${encodeURIComponent(id)}`);
    if (!versions) return;
    const wanted = new URLSearchParams(location.search);
    const query = new URLSearchParams([...wanted].filter(([name, value]) => (name === "from" || name === "to") && value));
    const [found, picture, wishes] = await Promise.all([
      call("GET", `/api/v1/definitions/${encodeURIComponent(id)}/diff?${query}`), call("GET", `/api/v1/definitions/${encodeURIComponent(id)}/diff.svg?${query}`), call("GET", `/api/v1/publications?definitionId=${encodeURIComponent(id)}`)]);
    if (!found) return;
    place.append(
      make("h1", {}, say(`Changes of '${found.to.name}'`, `“${found.to.name}”的变更`)),
      make("form", { class: "choice", onsubmit: event => { event.preventDefault(); location.search = `?${new URLSearchParams(new FormData(event.target))}`; } },
        make("label", {}, say("From", "从"), choice("from", versions, found.from?.version, !found.from)), make("label", {}, say("To", "到"), choice("to", versions, found.to.version)), make("button", {}, say("Compare", "比较"))),
      verdict(found, wishes ?? []));
    if (picture) place.append(make("figure", { id: "picture" }, document.importNode(new DOMParser().parseFromString(picture, "image/svg+xml").documentElement, true)));
    for (const [subject, title] of subjects) {
      const changes = found.changes.filter(change => change.subject === subject);
      if (changes.length) place.append(make("h2", {}, `${title} (${changes.length})`), make("ul", { class: "plain" }, changes.map(line)));
    }
    if (!found.changes.length) place.append(make("p", {}, say("They mean the same.", "两个版本含义相同。")));
  }

  // An approval is about one content against one version: of another it says nothing.
  function verdict(found, wishes) {
    const wish = wishes.find(one => one.version === found.to.version && one.contentHash === found.to.contentHash && one.against === (found.from?.version ?? null));
    const approver = wish?.steps.findLast(step => step.what === "approved")?.by.replace(/^(user|key):/, "");
    const [isGood, text] = !found.needsApproval ? [true, say("Nothing in it needs a second designer's approval.", "无需另一位设计者批准。")]
      : !found.from && found.to.status === "published" ? [true, say("It is published; there is no earlier version to compare it with.", "已发布；没有更早的版本可比较。")]
      : wish?.status === "approved" || wish?.status === "published" ? [true, say(`A second designer has approved this: ${approver}.`, `已由另一位设计者批准：${approver}。`)]
      : wish?.status === "refused" ? [false, say("A second designer has refused this.", "另一位设计者已拒绝。")]
      : wish?.status === "pending" ? [false, say("It waits for a second designer's approval.", "等待另一位设计者批准。")]
      : [false, say("A second designer has to approve this before it is published.", "发布前须由另一位设计者批准。")];
    return make("p", { id: "verdict", class: isGood ? "good" : "bad" }, text, ...found.concerns.map(concern));
  }

  function choice(name, versions, chosen, isNone) {
    return make("select", { name }, ...(isNone ? [make("option", { value: "", selected: true }, say("nothing: all of it is new", "无：全部为新增"))] : []), ...versions.map(row => make("option", { value: row.version, selected: row.version === chosen }, `${row.version} · ${doorstep.standing(row.status)} · ${row.createdBy}`)));
  }

  const line = change => make("li", { class: change.kind, title: [change.before, change.after].filter(Boolean).join("\n→ ") }, make("span", { class: "sign" }, signs[change.kind]), change.sentence, change.concerns.map(concern));

  const concern = name => make("span", { class: "concern" }, { guard: say("guard", "条件"), deadline: say("deadline", "期限"), visit: say("visit", "上门"), legal: say("legal", "法律"), outreach: say("reaches people", "触达客户") }[name] ?? name);

  doorstep.begin(page);
})();
