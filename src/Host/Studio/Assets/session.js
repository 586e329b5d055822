// What every page of ours needs: a fresh token of whoever is signed in, words in two languages, small pieces of pages, and a way to ask the API.
window.doorstep = (() => {
  "use strict";
  const formToken = document.querySelector("meta[name=form-token]").content;
  const isChinese = document.documentElement.lang.startsWith("zh");
  const say = (english, chinese) => isChinese ? chinese : english;
  const ask = window.fetch.bind(window);
  const listeners = [];
  let token = null;

  const show = (id, isShown) => { document.getElementById(id).hidden = !isShown; };
  const go = path => location.assign(`/studio/${path}`);

  // An element with attributes and with what is in it; text is text, never markup.
  function make(tag, attributes = {}, ...content) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
      else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
    }
    made.append(...content.flat().filter(one => one !== null && one !== undefined));
    return made;
  }

  // Moments in the reader's own time, people by their names.
  const words = text => text.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d[\d:.]*Z/g, at => when(at)).replace(/\buser:/g, "");

  // What only tells something is no fault, and does not look like one.
  function notice(text, actions = [], isTold = false) {
    document.getElementById("notice").classList.toggle("told", isTold);
    document.getElementById("notice").replaceChildren(words(text ?? ""), make("br"), ...actions.map(([name, act]) => make("button", { type: "button", onclick: act }, name)));
    show("notice", !!text);
  }

  function signIn() { location.assign(`/sign-in?returnTo=${encodeURIComponent(location.pathname)}`); }

  // A token lives ten minutes.
  async function renew() {
    const answer = await ask("/api/v1/session/token", { method: "POST", headers: { "X-Form-Token": formToken } });
    if (answer.status === 401 || answer.status === 400) return signIn();
    if (!answer.ok) { setTimeout(renew, 15000); return; }
    const isFirst = token === null;
    token = (await answer.json()).token;
    for (const listener of listeners) listener(isFirst);
    setTimeout(renew, 6 * 60 * 1000);
  }

  // Asks the API; what it refuses is shown in its own words. Gives null then.
  async function call(method, path, body) {
    const answer = await ask(path, {
      method, body: body === undefined ? undefined : JSON.stringify(body),
      headers: { Authorization: `Bearer ${token}`, "Accept-Language": document.documentElement.lang, ...body === undefined ? {} : { "Content-Type": "application/json" } },
    });
    if (answer.status === 401) { signIn(); return null; }
    const isJson = (answer.headers.get("content-type") ?? "").includes("json");
    const content = isJson ? await answer.json() : await answer.text();
    if (answer.ok) return content;
    notice(isJson ? [content.detail ?? content.title, ...(content.errors ?? []).map(fault => `${fault.path}: ${fault.message}`)].join("\n") : answer.statusText, [[say("Close", "关闭"), () => notice(null)]]);
    return null;
  }

  // What can be done about one definition beside editing it.
  function tools(definitionId) {
    const id = encodeURIComponent(definitionId);
    const links = [["edit", say("Edit", "编辑")], ["diff", say("Changes", "变更")], ["simulation", say("Try out", "试运行")]];
    document.getElementById("tools").replaceChildren(...links.map(([page, name]) => {
      const href = `workflows/definitions/${id}/${page}`;
      return make("a", { href, "aria-current": location.pathname === new URL(href, document.baseURI).pathname ? "page" : null }, name);
    }));
  }

  function current() {
    for (const link of document.querySelectorAll("#bar nav > a")) if (location.pathname.startsWith(new URL(link.href).pathname)) link.setAttribute("aria-current", "page");
  }

  // Starts a page: signed in, with a token, the wait taken away.
  async function begin(page) {
    current();
    await renew();
    if (!token) return;
    document.getElementById("wait")?.remove();
    await page(document.getElementById("page"));
    document.body.dataset.ready = "true";
  }

  // What a version is, in the reader's words.
  const standing = status => say(status, { draft: "草稿", published: "已发布", retired: "已停用" }[status] ?? status);

  const when = text => text ? new Date(text).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" }) : "";

  return { isChinese, say, ask, show, go, make, notice, words, signIn, renew, call, tools, current, begin, when, standing, token: () => token, onToken: listener => listeners.push(listener) };
})();
