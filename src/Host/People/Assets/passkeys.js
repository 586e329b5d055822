// Passkeys on our own pages: signing in with one, adding one, taking one away. Where the browser has none, nothing of it is shown.
(() => {
  "use strict";
  const place = document.getElementById("passkeys");
  if (!place || !window.PublicKeyCredential?.parseRequestOptionsFromJSON) return;
  const said = document.getElementById("passkey-said");
  const token = document.querySelector("input[name=__RequestVerificationToken]").value;
  place.hidden = false;

  async function send(path, body) {
    const answer = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json", "X-Form-Token": token }, body: JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(JSON.parse(text).detail);
    return text ? JSON.parse(text) : null;
  }

  // Whoever closes the browser's own window has changed their mind.
  function on(id, act) {
    document.getElementById(id)?.addEventListener("click", async () => {
      said.textContent = "";
      try { await act(); } catch (fault) { if (fault.name !== "NotAllowedError") said.textContent = fault.message; }
    });
  }

  on("passkey-sign-in", async () => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await send("/sign-in/passkey/options", {}));
    const credential = (await navigator.credentials.get({ publicKey })).toJSON();
    location.assign((await send("/sign-in/passkey", { credential, returnTo: document.querySelector("input[name=returnTo]").value })).goTo);
  });

  on("passkey-add", async () => {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await send("/account/passkeys/options", { current: document.getElementById("passkey-current").value }));
    const credential = (await navigator.credentials.create({ publicKey })).toJSON();
    await send("/account/passkeys", { credential, name: document.getElementById("passkey-name").value });
    document.getElementById("passkey-current").value = "";
    await list();
  });

  async function list() {
    const shown = document.getElementById("passkey-list");
    if (!shown) return;
    const kept = await (await fetch("/account/passkeys", { headers: { Accept: "application/json" } })).json();
    shown.replaceChildren(...kept.map(one => {
      const [row, name, button] = ["li", "span", "button"].map(tag => document.createElement(tag));
      name.textContent = `${one.name} (${one.createdAt.slice(0, 10)}) `;
      button.textContent = place.dataset.remove;
      button.className = "quiet";
      button.setAttribute("aria-label", `${place.dataset.remove}: ${one.name}`);
      button.addEventListener("click", async () => {
        try { await send("/account/passkeys/remove", { id: one.id }); } catch (fault) { said.textContent = fault.message; }
        await list();
      });
      row.append(name, button);
      return row;
    }));
  }

  list();
})();
