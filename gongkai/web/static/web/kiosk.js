// 自助终端：无人触摸时回到起始页，不给下一位留下上一位看过、填过的内容。起始页是这台终端打开的第一页。
"use strict";
(() => {
  const QUIET = 90, WARNING = 20; // 秒
  const KEY = "kiosk-start";
  const start = () => {
    try {
      if (!sessionStorage.getItem(KEY)) sessionStorage.setItem(KEY, location.pathname);
      return sessionStorage.getItem(KEY);
    } catch { return document.querySelector("[data-kiosk-start]").getAttribute("href"); }
  };
  document.addEventListener("DOMContentLoaded", () => {
    const home = start();
    const notice = document.querySelector("[data-kiosk-notice]");
    const left = document.querySelector("[data-kiosk-left]");
    const back = document.querySelector("[data-kiosk-back]");
    document.querySelector("[data-kiosk-start]").setAttribute("href", home);
    back.hidden = location.pathname === home;
    back.addEventListener("click", () => history.back());
    let quiet = 0;
    const touched = () => { quiet = 0; notice.hidden = true; };
    for (const kind of ["pointerdown", "keydown", "scroll", "input"]) {
      addEventListener(kind, touched, { passive: true, capture: true });
    }
    setInterval(() => {
      quiet += 1;
      if (location.pathname === home && !scrollY && !location.search) return;
      if (quiet >= QUIET + WARNING) { quiet = 0; location.replace(home); return; }
      notice.hidden = quiet < QUIET;
      left.textContent = String(QUIET + WARNING - quiet);
    }, 1000);
  });
})();
