// Passkeys: adding one on the account's page and signing in with one. Where the browser has none, the page works without.
(() => {
  "use strict";
  const token = document.querySelector("input[name=__RequestVerificationToken]").value;
  const fault = text => { document.getElementById("fault").textContent = text; };
  const isThere = window.PublicKeyCredential?.parseRequestOptionsFromJSON && window.PublicKeyCredential?.parseCreationOptionsFromJSON;

  async function send(path, fields) {
    const answer = await fetch(path, { method: "POST", headers: { "X-Form-Token": token }, body: new URLSearchParams(fields) });
    const said = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Error(said.detail ?? answer.statusText);
    return said;
  }

  async function signIn(button) {
    try {
      const asked = await send("/sign-in/passkey/options", {});
      const credential = await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked.options) });
      const done = await send("/sign-in/passkey", { credential: JSON.stringify(credential), state: asked.state, returnTo: document.querySelector("input[name=returnTo]").value });
      location.assign(done.returnTo);
    } catch { fault(button.dataset.fault); }
  }

  async function add(button) {
    try {
      const asked = await send("/account/passkey/options", {});
      const credential = await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked.options) });
      const done = await send("/account/passkey", { credential: JSON.stringify(credential), state: asked.state, name: document.getElementById("passkey-name").value });
      location.assign(done.returnTo);
    } catch { fault(button.dataset.fault); }
  }

  for (const [id, act] of [["use-passkey", signIn], ["add-passkey", add]]) {
    const button = document.getElementById(id);
    if (!button || !isThere) continue;
    button.hidden = false;
    button.addEventListener("click", () => act(button));
  }

  // Names of passkeys are what people typed: they go in as text.
  const list = document.getElementById("passkey-list");
  for (const line of list?.dataset.list.split("\n").filter(Boolean) ?? []) {
    const [id, day, ...name] = line.split(" ");
    const [item, text, form, key, forgery, button] = ["li", "span", "form", "input", "input", "button"].map(tag => document.createElement(tag));
    text.textContent = `${name.join(" ")} · ${day}`;
    Object.assign(form, { method: "post", action: "/account/passkey/remove" });
    Object.assign(key, { type: "hidden", name: "id", value: id });
    Object.assign(forgery, { type: "hidden", name: "__RequestVerificationToken", value: token });
    Object.assign(button, { className: "quiet", textContent: document.getElementById("passkeys").dataset.remove });
    form.append(key, forgery, button);
    item.append(text, form);
    list.append(item);
  }
})();
