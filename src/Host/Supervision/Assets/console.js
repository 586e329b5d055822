// What the server cannot know or do: the reader's zone, and the keys.
window.doorstep = {
  // From here on what is clicked is heard.
  begin: () => {
    document.body.dataset.live = 'yes';
    return Intl.DateTimeFormat().resolvedOptions().timeZone;
  },
  // What had the focus is gone with what was done: it goes to what is said about it.
  keepFocus: told => {
    if (!document.activeElement || document.activeElement === document.body) told?.focus();
  },
};

// A table that is wider than its place is scrolled by the keys too: where it is, it can be come to.
const wide = new ResizeObserver(entries => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0; else target.removeAttribute('tabindex');
  }
});
const watch = root => root.querySelectorAll?.('.scroll, .mud-table-container').forEach(place => wide.observe(place));
new MutationObserver(changes => changes.forEach(change => change.addedNodes.forEach(node => watch(node.parentElement ?? node)))).observe(document, { childList: true, subtree: true });
watch(document);

// Alt and a number lead to the page with that number; "/" with Alt leads to the search.
document.addEventListener('keydown', event => {
  if (!event.altKey || event.ctrlKey || event.metaKey) return;
  const target = event.key === '/' ? document.querySelector('[data-search] input') : document.querySelector(`[data-shortcut="${CSS.escape(event.key)}"]`);
  if (!target) return;
  event.preventDefault();
  if (event.key === '/') target.focus(); else target.click();
});
