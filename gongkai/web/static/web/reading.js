// 阅读设置：字号、行距、配色、光标，记在本机；没有脚本时设置栏不出现，页面照常可读。
"use strict";
(() => {
  const KEY = "reading";
  const NAMES = ["size", "spacing", "scheme", "cursor"];
  const root = document.documentElement;
  const remembered = () => {
    try { return JSON.parse(localStorage.getItem(KEY)) || {}; } catch { return {}; }
  };
  const remember = (chosen) => {
    try { localStorage.setItem(KEY, JSON.stringify(chosen)); } catch { /* 浏览器不许保存时，只对本页有效 */ }
  };
  let chosen = remembered();
  const wear = () => {
    for (const name of NAMES) {
      const value = typeof chosen[name] === "string" ? chosen[name] : "";
      if (value) root.dataset[name] = value; else delete root.dataset[name];
      for (const input of document.querySelectorAll(`[data-reading] [name="reading-${name}"]`)) {
        input.checked = input.value === value;
      }
    }
  };
  wear();
  document.addEventListener("DOMContentLoaded", () => {
    for (const panel of document.querySelectorAll("[data-reading]")) {
      panel.hidden = false;
      panel.addEventListener("change", (event) => {
        chosen[event.target.name.replace("reading-", "")] = event.target.value;
        remember(chosen);
        wear();
      });
      panel.querySelector("[data-reading-reset]").addEventListener("click", () => {
        chosen = {};
        remember(chosen);
        wear();
      });
      panel.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || !panel.open) return;
        panel.open = false;
        panel.querySelector("summary").focus();
      });
    }
    wear();
  });
})();
