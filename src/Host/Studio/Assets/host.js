// Our page around Elsa Studio's elements: chooses the element by the address, keeps its token fresh, and shows what the server says about what is being edited.
(() => {
  "use strict";
  const backend = `${location.origin}/elsa/api`;
  const { say, ask, show, notice, signIn, go } = doorstep;
  const token = doorstep.token;

  // A new provider element gives every element of the page the new token.
  doorstep.onToken(isFirst => {
    if (isFirst) return;
    const provider = element("elsa-backend-provider", {});
    document.body.append(provider);
    setTimeout(() => provider.remove(), 60000);
  });

  function element(tag, attributes) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries({ "remote-endpoint": backend, "access-token": token(), ...attributes })) made.setAttribute(name, value);
    return made;
  }

  const edit = id => go(`workflows/definitions/${encodeURIComponent(id)}/edit`);
  const view = id => go(`workflows/instances/${encodeURIComponent(id)}/view`);

  function wanted() {
    const [, kind, id] = location.pathname.match(/^\/studio\/workflows\/(definitions|instances)(?:\/([^/]+)\/(?:edit|view))?$/) ?? [];
    const name = id && decodeURIComponent(id);
    if (kind === "definitions") return name ? ["elsa-workflow-definition-editor", { "definition-id": name }, {}] : ["elsa-workflow-definition-list", {}, { editWorkflowDefinition: edit }];
    return name ? ["elsa-workflow-instance-viewer", { "instance-id": name }, { editWorkflowDefinition: edit }] : ["elsa-workflow-instance-list", {}, { viewWorkflowInstance: view }];
  }

  async function begin() {
    doorstep.current();
    await doorstep.renew();
    if (!token()) return;
    const [tag, attributes, functions] = wanted();
    if (await isGone(attributes)) return;
    const made = element(tag, attributes);
    document.getElementById("place").append(made);
    await customElements.whenDefined(tag);
    document.getElementById("wait").remove();
    Object.assign(made, functions);
    if (attributes["definition-id"]) {
      doorstep.tools(attributes["definition-id"]);
      lint(attributes["definition-id"]);
    }
    if (attributes["definition-id"] || attributes["instance-id"]) doorstep.canvas.begin();
  }

  // An old link, or somebody has deleted it meanwhile: Studio's own element would stay blank.
  async function isGone(attributes) {
    const [path, what] = attributes["definition-id"] ? [`workflow-definitions/by-definition-id/${encodeURIComponent(attributes["definition-id"])}`, attributes["definition-id"]]
      : attributes["instance-id"] ? [`workflow-instances/${encodeURIComponent(attributes["instance-id"])}`, attributes["instance-id"]] : [];
    if (!path) return false;
    const answer = await ask(`${backend}/${path}`, { headers: { Authorization: `Bearer ${token()}` } });
    if (answer.status !== 404) return false;
    document.getElementById("wait").remove();
    notice(say(`There is no '${what}', or not any more. Choose one in the list.`, `“${what}”不存在或已被删除，请从列表中选择。`));
    return true;
  }

  // What the compiler and the liveness lint say about the latest version.
  async function lint(definitionId) {
    const answer = await ask(`/api/v1/definitions/${encodeURIComponent(definitionId)}/lint`, { headers: { Authorization: `Bearer ${token()}`, "Accept-Language": document.documentElement.lang } });
    if (!answer.ok) return;
    const found = await answer.json();
    const count = document.getElementById("lint-count");
    count.className = found.faults.length ? "faults" : found.warnings.length ? "warnings" : "clean";
    count.textContent = say(`${counted(found.faults.length, "fault")}, ${counted(found.warnings.length, "warning")}`, `${found.faults.length} 个错误，${found.warnings.length} 个警告`);
    const list = document.getElementById("lint-list");
    list.replaceChildren(...found.faults.map(fault => line(fault, "fault")), ...found.warnings.map(warning => line(warning, "warning")));
    if (!list.childElementCount) list.append(say("Nothing is wrong with the latest version.", "最新版本没有问题。"));
    show("lint", true);
    count.dataset.version = found.version;
  }

  const counted = (number, what) => `${number} ${what}${number === 1 ? "" : "s"}`;

  function line(finding, kind) {
    const item = document.createElement("li");
    const [place, text, path] = ["span", "span", "code"].map(tag => document.createElement(tag));
    place.className = `place ${kind}`;
    place.textContent = `${finding.place}: `;
    text.textContent = `${finding.message} `;
    path.textContent = finding.path;
    item.append(place, text, path);
    return item;
  }

  document.getElementById("lint-count").addEventListener("click", event => {
    const isOpen = document.getElementById("lint-list").hidden;
    show("lint-list", isOpen);
    event.target.setAttribute("aria-expanded", String(isOpen));
  });

  // Studio says nothing where a save is refused with anything but 400, and its message of a 400 is gone after seconds.
  window.fetch = async (input, init) => {
    const sent = decode(init?.body);
    const url = new URL(typeof input === "string" ? input : input.url, location.href);
    const method = (init?.method ?? input.method ?? "GET").toUpperCase();
    const [, cancelled] = url.pathname.match(/^\/elsa\/api\/cancel\/workflow-instances\/([^/]+)$/) ?? [];
    if (cancelled) return govern(cancelled);
    const answer = await ask(input, init);
    if (url.origin === location.origin && url.pathname.startsWith("/elsa/api/") && !answer.ok && answer.status !== 401 && await isTold(answer.clone(), url.pathname, method)) return told(url.pathname, method, answer);
    if (url.origin === location.origin && url.pathname.startsWith("/elsa/api/workflow-definitions") && method === "POST") after(answer.clone(), sent);
    else if (answer.status === 401 && url.pathname.startsWith("/elsa/")) signIn();
    else if (answer.ok && method === "GET" && /^\/elsa\/api\/workflow-instances\/[^/]+$/.test(url.pathname)) moved(answer.clone());
    return answer;
  };

  const Saves = /^\/elsa\/api\/workflow-definitions(\/import|\/[^/]+\/publish)?$/;

  // What is refused beside a save is said here: Studio itself says nothing of it, or that it went well.
  async function isTold(answer, path, method) {
    if (method === "GET" || (method === "POST" && Saves.test(path)) || path === "/elsa/api/workflow-instances" || /\/(journal|report|type-definitions\/[^/]+|options\/[^/]+)$/.test(path)) return false;
    try {
      const problem = await answer.json();
      notice(`${say("Not done. ", "未执行。")}${(problem.errors?.generalErrors ?? [problem.detail ?? problem.title]).join("\n")}`, [[say("Close", "关闭"), () => notice(null)]]);
      return true;
    } catch { return false; }
  }

  // Some of its elements do not expect a no: one that is not deleted ends the list, and running a definition is called a success.
  function told(path, method, answer) {
    if (/\/bulk-actions\/cancel\//.test(path)) return new Response('{"cancelledCount":0}', { status: 200, headers: { "Content-Type": "application/json" } });
    if (method === "DELETE") return new Response(null, { status: 204 });
    return /\/execute$/.test(path) ? new Response("{}", { status: 200, headers: { "Content-Type": "application/json", "x-elsa-workflow-cannot-start": "true" } }) : answer;
  }

  // Studio asks for the case again whenever it hears that it went on. The state of the machine on the canvas is the first on its way.
  async function moved(answer) {
    doorstep.canvas.moved((await answer.json()).workflowState?.properties?.State?.split("/")[0] ?? null);
  }

  // To end a case is an override: seen before it is done, with a reason, and by two. The console asks for all that.
  function govern(id) {
    notice(say("A case is ended by a governed override: you see what would come of it, say why, and a second person approves.", "终止案件属于受控干预：先预览后果、说明理由，再由第二人批准。"), [
      [say("Go on in the console", "前往控制台"), () => location.assign(`/console/cases/${id}/override`)],
      [say("Leave it", "取消"), () => notice(null)],
    ], true);
    return new Response(null, { status: 200 });
  }

  function decode(body) {
    try {
      return JSON.parse(typeof body === "string" ? body : new TextDecoder().decode(body));
    } catch { return null; }
  }

  // What was refused because somebody else was faster is kept under a name of its own.
  async function copy(model) {
    const made = { ...model, id: null, definitionId: null, name: `${model.name} (${say("copy", "副本")})`, customProperties: { ...model.customProperties, doorstepRevision: undefined } };
    const answer = await ask("/elsa/api/workflow-definitions", {
      method: "POST", headers: { "Content-Type": "application/json", Authorization: `Bearer ${token()}` }, body: JSON.stringify({ model: made, publish: null }),
    });
    if (answer.ok) edit((await answer.json()).workflowDefinition.definitionId);
  }

  // The draft is saved and a second designer is asked. What Studio holds may be older than the draft by now, so it is loaded again.
  function asked(text, definitionId) {
    notice(text, [
      [say("Who approves?", "查看审批"), () => go("publications")],
      ...definitionId ? [[say("Show the changes", "查看变更"), () => go(`workflows/definitions/${encodeURIComponent(definitionId)}/diff`)]] : [],
      [say("Go on editing", "继续编辑"), () => location.reload()],
    ], true);
  }

  async function after(answer, sent) {
    try {
      if (answer.ok) {
        notice(null);
        const saved = (await answer.json()).workflowDefinition;
        if (saved) lint(saved.definitionId);
      } else if (answer.status === 401) signIn();
      else {
        const problem = await answer.json();
        const text = (problem.errors?.generalErrors ?? [problem.detail ?? problem.title]).join("\n");
        if (problem.type?.endsWith(":needs-approval")) return asked(text, sent?.model?.definitionId);
        const isConflict = problem.type?.endsWith(":conflict") && sent?.model;
        const isPublishing = sent?.publish === true || /\/publish$/.test(new URL(answer.url).pathname);
        const refused = isPublishing && !isConflict ? say("Not published; the draft is as it was saved last. ", "未发布；草稿保持上次保存的内容。") : say("Not saved. ", "未保存。");
        notice(`${refused}${text}`, isConflict
          ? [[say("Save mine as a copy", "将我的另存为副本"), () => copy(sent.model)], [say("Load theirs", "载入对方的版本"), () => location.reload()]]
          : [[say("Close", "关闭"), () => notice(null)]]);
      }
    } catch { /* An answer without a body says nothing more. */ }
  }

  // Studio changes the address without loading anything: it has no router here.
  const push = history.pushState.bind(history);
  history.pushState = (state, title, address) => {
    push(state, title, address);
    location.reload();
  };
  window.addEventListener("popstate", () => location.reload());

  begin();
})();
