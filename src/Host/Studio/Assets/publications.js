// Versions that a second designer has to approve before cases start on them, and who approved what.
(() => {
  "use strict";
  const { say, make, call, when, words } = doorstep;
  const names = { pending: say("waits", "待审批"), approved: say("approved", "已批准"), refused: say("refused", "已拒绝"), void: say("void", "已失效"), published: say("published", "已发布") };

  async function page(place) {
    const wishes = await call("GET", "/api/v1/publications");
    if (!wishes) return;
    place.replaceChildren(
      make("h1", {}, say("Publishing with four eyes", "发布的双人复核")),
      make("p", { class: "muted" }, say(
        "What changes a guard, a deadline, a way to a visit or a court, or what reaches people is approved by a designer who neither wrote any part of it nor asked for it. An approval is about one content.",
        "改变条件、期限、通往上门或法律程序的路径，或触达客户的内容，须由既非作者也非申请人的另一位设计者批准；批准只对该内容有效。")),
      ...wishes.length ? wishes.map(one) : [make("p", {}, say("Nobody has asked for approval yet.", "尚无审批申请。"))]);
  }

  function one(wish) {
    const at = `workflows/definitions/${encodeURIComponent(wish.definitionId)}/diff?${new URLSearchParams({ ...wish.against ? { from: wish.against } : {}, to: wish.version })}`;
    const article = make("article", { "data-definition": wish.definitionId, "data-version": wish.version, "data-status": wish.status },
      make("strong", {}, `${wish.definitionId} ${wish.version}`), " · ", make("span", { class: wish.status === "approved" || wish.status === "published" ? "good" : wish.status === "refused" || wish.status === "void" ? "bad" : "" }, names[wish.status]), " · ",
      make("a", { href: at }, say("see all changes", "查看全部变更")),
      make("ul", {}, wish.changes.map(change => make("li", {}, change))),
      make("ul", { class: "plain muted" }, wish.steps.map(step => make("li", {}, `${when(step.at)} · ${words(step.by)} · ${names[step.what]}${step.why ? ` · ${step.why}` : ""}`))));
    if (wish.status === "pending") article.append(wish.objection ? make("p", { class: "muted", "data-objection": true }, words(wish.objection)) : form(wish));
    return article;
  }

  function form(wish) {
    const reason = make("input", { name: "reason", required: true, maxlength: 2000, size: 60 });
    const decide = async what => {
      if (!reason.reportValidity()) return;
      const done = await call("POST", `/api/v1/publications/${encodeURIComponent(wish.definitionId)}/${wish.version}/${what}`, { contentHash: wish.contentHash, reason: reason.value });
      if (done) await page(document.getElementById("page"));
    };
    return make("form", { class: "choice", onsubmit: event => event.preventDefault() }, make("label", {}, say("Why", "理由"), reason),
      make("button", { type: "button", name: "approve", onclick: () => decide("approve") }, say("Approve", "批准")),
      make("button", { type: "button", name: "refuse", class: "quiet", onclick: () => decide("refuse") }, say("Refuse", "拒绝")));
  }

  doorstep.begin(page);
})();
