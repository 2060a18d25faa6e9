// Every word on the board, in both languages; Chinese first.

const WORDS = {
  zh: {
    title: '路检告警看板 · Plumewatch', checkpoint: '检查点', logout: '退出', other: 'English', area: '全区',
    live: '实时', waiting: '正在连接…', lost: '连接中断，正在重连…', delayed: '数据延迟',
    LIST_OLD: '黑名单未更新', INTAKE_WAITING: '接收中断', INTAKE_BEHIND: '数据积压', CLOCK_OFF: '系统时钟有误', UNREACHABLE: '服务无响应',
    calm: '暂无告警', calmHint: '有车辆命中时会立即显示在这里', recent: '刚刚结束', choose: '没有可选的检查点',
    BLACKLISTED: '黑名单', SCRAPPED: '报废/作废', EXCEEDANCE_NOW: '刚刚超标', RESTRICTED: '禁限行',
    OBD_TAMPER: '拆除终端', POSSIBLE_MATCH: '疑似车辆',
    OPACITY: '不透光度', RINGELMANN: '林格曼黑度', NO: '一氧化氮', limit: '限值', level: '级',
    readAs: '设备读作', where: '地点', when: '时间', ahead: '距此', lane: '车道', speed: '车速', confidence: '识别置信度',
    vehicle: '车辆', lock: '锁定', deadline: '维修期限', history: '历史案件', stage: '国',
    manualLock: '人工列入', caseLock: '超标未修',
    acknowledge: '接警', taken: '已接警', INTERCEPTED: '已拦截', PASSED_BY: '已驶过', WRONG_VEHICLE: '车辆不符',
    EXPIRED: '超时关闭', photoLater: '照片传输中…', photo: '现场照片',
    secondsAgo: '秒前', minutesAgo: '分钟前', hoursAgo: '小时前', failed: '操作失败',
    UNDER_REVIEW: '审核中', CONFIRMED: '已确认', DISMISSED: '不成立', WITHDRAWN: '已撤回', RELEASED: '已解除',
  },
  en: {
    title: 'Crew board · Plumewatch', checkpoint: 'Check-point', logout: 'Log out', other: '中文', area: 'whole area',
    live: 'Live', waiting: 'Connecting…', lost: 'Connection lost, trying again…', delayed: 'Delayed',
    LIST_OLD: 'blacklist not refreshed', INTAKE_WAITING: 'intake interrupted', INTAKE_BEHIND: 'data piling up', CLOCK_OFF: 'clock is wrong',
    UNREACHABLE: 'service does not answer',
    calm: 'No alerts', calmHint: 'A vehicle of interest appears here at once', recent: 'Just closed',
    choose: 'No check-point to choose',
    BLACKLISTED: 'Blacklisted', SCRAPPED: 'Scrapped / void', EXCEEDANCE_NOW: 'Over limit now',
    RESTRICTED: 'Restricted', OBD_TAMPER: 'Terminal removed', POSSIBLE_MATCH: 'Possible match',
    OPACITY: 'Opacity', RINGELMANN: 'Ringelmann', NO: 'NO', limit: 'limit', level: '',
    readAs: 'Read as', where: 'Where', when: 'When', ahead: 'ahead', lane: 'lane', speed: 'speed', confidence: 'plate confidence',
    vehicle: 'Vehicle', lock: 'Locked', deadline: 'repair due', history: 'Earlier cases', stage: 'China ',
    manualLock: 'by hand', caseLock: 'over limit, not repaired',
    acknowledge: 'Take it', taken: 'Taken by', INTERCEPTED: 'Stopped', PASSED_BY: 'Went past',
    WRONG_VEHICLE: 'Wrong vehicle', EXPIRED: 'Timed out', photoLater: 'Photo on its way…',
    photo: 'Photo', secondsAgo: 's ago', minutesAgo: 'min ago', hoursAgo: 'h ago',
    failed: 'Failed',
    UNDER_REVIEW: 'under review', CONFIRMED: 'confirmed', DISMISSED: 'dismissed', WITHDRAWN: 'withdrawn',
    RELEASED: 'released',
  },
};

const KEY = 'plumewatch.language';

let language = localStorage.getItem(KEY) === 'en' ? 'en' : 'zh';

export function word(name) {
  return WORDS[language][name] ?? name;
}

export function chinese() {
  return language === 'zh';
}

export function switchLanguage() {
  language = chinese() ? 'en' : 'zh';
  localStorage.setItem(KEY, language);
}

/** Puts the words into everything that carries data-word. */
export function translate(root) {
  document.documentElement.lang = chinese() ? 'zh-CN' : 'en';
  document.title = word('title');
  for (const element of root.querySelectorAll('[data-word]')) {
    element.textContent = word(element.dataset.word);
  }
}
