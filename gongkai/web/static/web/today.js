// 今天的日期在这里写：页面本身不随日子变，可以事先做好。
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const now = new Date(Date.now() + 8 * 3600e3); // 北京时间，不论读者在哪里
  const day = `${now.getUTCFullYear()}年${now.getUTCMonth() + 1}月${now.getUTCDate()}日`;
  for (const place of document.querySelectorAll("[data-today]")) {
    place.textContent = `${day}　星期${"日一二三四五六"[now.getUTCDay()]}`;
    place.hidden = false;
  }
});
