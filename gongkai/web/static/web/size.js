// 字号：三档，记在本机；没有脚本时按钮不出现，页面照常可读。
"use strict";
(() => {
  const KEY = "type-size";
  const root = document.documentElement;
  const remembered = () => {
    try { return localStorage.getItem(KEY) || ""; } catch { return ""; }
  };
  const remember = (size) => {
    try { localStorage.setItem(KEY, size); } catch { /* 浏览器不许保存时，只对本页有效 */ }
  };
  const wear = (size) => {
    if (size) root.dataset.size = size; else delete root.dataset.size;
    for (const button of document.querySelectorAll("[data-type-size] button")) {
      button.setAttribute("aria-pressed", String(button.dataset.size === size));
    }
  };
  wear(remembered());
  document.addEventListener("DOMContentLoaded", () => {
    for (const group of document.querySelectorAll("[data-type-size]")) {
      group.hidden = false;
      group.addEventListener("click", (event) => {
        const button = event.target.closest("button");
        if (!button) return;
        remember(button.dataset.size);
        wear(button.dataset.size);
      });
    }
    wear(remembered());
  });
})();
