// 字号：三档，记在本机；没有脚本时按钮不出现，页面照常可读。今天的日期也在这里写：页面本身不随日子变。
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
  const today = () => {
    const now = new Date(Date.now() + 8 * 3600e3); // 北京时间，不论读者在哪里
    const day = `${now.getUTCFullYear()}年${now.getUTCMonth() + 1}月${now.getUTCDate()}日`;
    return `${day}　星期${"日一二三四五六"[now.getUTCDay()]}`;
  };
  wear(remembered());
  document.addEventListener("DOMContentLoaded", () => {
    for (const place of document.querySelectorAll("[data-today]")) {
      place.textContent = today();
      place.hidden = false;
    }
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
