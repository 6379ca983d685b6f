// 打印：没有脚本时按钮不出现，浏览器自己的打印同样可用。
"use strict";
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
