// The words of the app. A test holds that both languages have the same ones and that each is used.
const TEXTS = {
  zh: {
    "product": "红亭 · 手机码",
    "language": "English",
    "working": "请稍候…",
    "pass.lead": "请对准终端的扫码窗",
    "pass.left": "{0} 秒后换新码",
    "pass.bright": "扫不上时，请把屏幕调亮",
    "pass.whose": "{0} · 手机 {1}",
    "pass.picture": "手机码（二维码）",
    "about.ready": "已存好，没有网络也能用",
    "about.not-ready": "正在存到手机，请先不要断网",
    "about.online-only": "这里只能联网使用",
    "about.clock": "时间已与服务器核对",
    "about.clock-unknown": "时间尚未核对（没有网络）",
    "clock.behind": "手机时间慢了 {0}，手机码已按服务器时间校正。请在系统设置里打开「自动设置时间」。",
    "clock.ahead": "手机时间快了 {0}，手机码已按服务器时间校正。请在系统设置里打开「自动设置时间」。",
    "span.seconds": "{0} 秒",
    "span.minutes": "{0} 分钟",
    "span.hours": "{0} 小时",
    "span.days": "{0} 天",
    "keep.denied": "浏览器空间不足时可能清除登记，届时重新登记一次即可。",
    "keep.ios": "请先点「分享」→「添加到主屏幕」，从主屏幕打开后再登记（一次性链接可复制后粘贴）：否则 iPhone 会在约一周不用后清除登记。",
    "in-app.wechat": "您正在微信里打开。请点右上角「…」→「在浏览器打开」，再登记；留在这里只能联网使用。",
    "in-app.dingtalk": "您正在钉钉里打开。请点右上角「…」→「在浏览器打开」，再登记；留在这里只能联网使用。",
    "in-app.qq": "您正在 QQ 里打开。请点右上角「…」→「用浏览器打开」，再登记；留在这里只能联网使用。",
    "obstacle.title": "这里不能用手机码",
    "obstacle.untrusted": "这个网址不受浏览器信任（需要以 https:// 开头的可信证书），手机钥匙和离线保存都不能用。请联系学校管理员；签到请刷校园卡或出示签到码。",
    "obstacle.too-old": "这个浏览器缺少手机码需要的功能，或正处于无痕模式。请换用系统浏览器的普通窗口；签到请刷校园卡或出示签到码。",
    "enrol.title": "登记这部手机",
    "enrol.lead": "登记后，这部手机每 30 秒显示一个新的签到码。钥匙只在这部手机里，谁也取不走。",
    "enrol.password": "设置密码（换手机时自己登记用，可不填）",
    "enrol.password-hint": "至少 10 个字符",
    "enrol.go": "登记",
    "enrol.back": "不登记，回到手机码",
    "sign-in.title": "登记手机",
    "sign-in.lead": "用学号和您设过的密码登记。还没有密码？请支部管理员给您一个一次性登记链接。",
    "sign-in.number": "学号",
    "sign-in.password": "密码",
    "sign-in.go": "登记",
    "paste.title": "有一次性登记链接？粘贴在这里",
    "paste.label": "登记链接",
    "paste.go": "打开链接",
    "again.lost": "这部手机的钥匙不见了（浏览器清除过数据）。重新登记一次即可。",
    "again.removed": "这部手机已被停用。如需继续使用，请重新登记。",
    "again.button": "重新登记",
    "refused.offline": "没有网络，请联网后再试。",
    "refused.bad-request": "没有成功，请再试一次。",
    "refused.unknown-link": "这个登记链接不完整或不存在，请重新打开原来的链接。",
    "refused.expired-link": "这个登记链接已过期，请支部管理员再给一个。",
    "refused.used-link": "这个登记链接已经用过，请支部管理员再给一个。",
    "refused.wrong-password": "学号或密码不对。",
    "refused.weak-password": "密码太短，至少 10 个字符。",
    "refused.locked": "试错太多，请十分钟后再试。",
    "refused.member-left": "名单里已没有您，请联系支部管理员。"
  },
  en: {
    "product": "Hongting · phone pass",
    "language": "中文",
    "working": "One moment…",
    "pass.lead": "Hold it before the terminal's scanner",
    "pass.left": "new code in {0} s",
    "pass.bright": "If it is not read, make the screen brighter",
    "pass.whose": "{0} · phone {1}",
    "pass.picture": "Phone pass (QR code)",
    "about.ready": "Kept on the phone: works with no network",
    "about.not-ready": "Being kept on the phone: stay online for now",
    "about.online-only": "Works online only in here",
    "about.clock": "Time checked with the server",
    "about.clock-unknown": "Time not checked yet (no network)",
    "clock.behind": "The phone's clock is {0} behind. The code follows the server's time. Please set the time to automatic in the system settings.",
    "clock.ahead": "The phone's clock is {0} ahead. The code follows the server's time. Please set the time to automatic in the system settings.",
    "span.seconds": "{0} s",
    "span.minutes": "{0} min",
    "span.hours": "{0} h",
    "span.days": "{0} days",
    "keep.denied": "The browser may forget the registration when it runs short of space; register again then.",
    "keep.ios": "Tap Share → Add to Home Screen first, and register from there (copy a one-time link and paste it): otherwise the iPhone forgets the registration after about a week without use.",
    "in-app.wechat": "This is WeChat's built-in browser. Tap “…” at the top right → “Open in browser”, then register. In here the pass works online only.",
    "in-app.dingtalk": "This is DingTalk's built-in browser. Tap “…” at the top right → “Open in browser”, then register. In here the pass works online only.",
    "in-app.qq": "This is QQ's built-in browser. Tap “…” at the top right → “Open in browser”, then register. In here the pass works online only.",
    "obstacle.title": "No phone pass here",
    "obstacle.untrusted": "The browser does not trust this address (it needs https:// and a trusted certificate), so neither keys nor offline pages work. Please tell the school's administrator; check in with your campus card or badge.",
    "obstacle.too-old": "This browser lacks what the phone pass needs, or the window is a private one. Use a normal window of the system's browser; check in with your campus card or badge.",
    "enrol.title": "Register this phone",
    "enrol.lead": "Once registered, this phone shows a new check-in code every 30 seconds. Its key stays in this phone, and nobody can take it out.",
    "enrol.password": "Set a password (to register your next phone yourself; may stay empty)",
    "enrol.password-hint": "at least 10 characters",
    "enrol.go": "Register",
    "enrol.back": "Back to the pass",
    "sign-in.title": "Register a phone",
    "sign-in.lead": "Use your student number and the password you set. No password yet? Ask your branch for a one-time link.",
    "sign-in.number": "Student number",
    "sign-in.password": "Password",
    "sign-in.go": "Register",
    "paste.title": "A one-time link? Paste it here",
    "paste.label": "One-time link",
    "paste.go": "Open the link",
    "again.lost": "This phone's key is gone (the browser's data were cleared). Register once more and go on.",
    "again.removed": "This phone was removed. Register it again to go on using it.",
    "again.button": "Register again",
    "refused.offline": "No network. Please try again online.",
    "refused.bad-request": "That did not work. Please try again.",
    "refused.unknown-link": "This link is incomplete or does not exist. Please open the original one again.",
    "refused.expired-link": "This link has expired. Please ask your branch for another.",
    "refused.used-link": "This link has been used. Please ask your branch for another.",
    "refused.wrong-password": "Student number or password is wrong.",
    "refused.weak-password": "The password is too short: at least 10 characters.",
    "refused.locked": "Too many wrong tries. Please wait ten minutes.",
    "refused.member-left": "You are not on the list any more. Please ask your branch."
  },
};

const KEPT = "language";

let language = kept() ?? (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en");

export function currentLanguage() {
  return language;
}

export function switchLanguage() {
  language = language === "zh" ? "en" : "zh";
  try {
    localStorage.setItem(KEPT, language);
  } catch {
    // Then it is asked of the browser again next time.
  }
}

export function text(key, ...values) {
  return TEXTS[language][key].replace(/\{(\d)\}/g, (_, index) => values[index]);
}

// A stretch of time in the largest unit that fits.
export function span(millis) {
  const seconds = Math.round(Math.abs(millis) / 1000);
  if (seconds < 120) {
    return text("span.seconds", seconds);
  }
  if (seconds < 7200) {
    return text("span.minutes", Math.round(seconds / 60));
  }
  return seconds < 172800 ? text("span.hours", Math.round(seconds / 3600)) : text("span.days", Math.round(seconds / 86400));
}

function kept() {
  try {
    const value = localStorage.getItem(KEPT);
    return value in TEXTS ? value : undefined;
  } catch {
    return undefined;
  }
}
