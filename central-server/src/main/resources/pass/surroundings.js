// Where the page runs, and what that means for a pass.

// Why there can be no pass at all here; undefined where there can.
export function obstacle(scope) {
  if (!scope.isSecureContext) {
    return "untrusted";
  }
  const able = "serviceWorker" in scope.navigator && scope.crypto?.subtle && scope.indexedDB;
  return able ? undefined : "too-old";
}

// The app whose built-in browser shows the page: such a browser keeps little and is gone without a network.
export function inAppBrowser(userAgent) {
  if (/MicroMessenger|wxwork/i.test(userAgent)) {
    return "wechat";
  }
  if (/DingTalk/i.test(userAgent)) {
    return "dingtalk";
  }
  // QQ's own browser is called MQQBrowser and is a browser like others.
  return /\bQQ\/\d/i.test(userAgent) ? "qq" : undefined;
}

// iOS forgets what a page keeps after some days without a visit, unless it stands on the home screen.
export function needsHomeScreen(scope) {
  const agent = scope.navigator.userAgent;
  const ios = /iPhone|iPad|iPod/.test(agent) || (/Macintosh/.test(agent) && scope.navigator.maxTouchPoints > 1);
  return ios && scope.navigator.standalone !== true;
}

// What the phone is called in lists.
export function phoneName(userAgent) {
  const model = /Android [^;)]*; ([^;)]{1,24})/.exec(userAgent)?.[1]?.replace(/ Build.*/, "");
  if (model && model !== "K") {
    return model;
  }
  return ["iPhone", "iPad", "Android", "HarmonyOS", "Macintosh", "Windows", "Linux"].find((name) => userAgent.includes(name)) ?? "?";
}
