// What was before the page was opened: from the figures of now back through the minutes that the server has counted.

/**
 * Figures at the beginning and the end of each minute in which something happened, oldest first.
 *
 * @param {object} sales as GET /admin/sales?minutes= tells them of one performance
 * @param {number} until seconds since 1970: nothing later
 */
export function past(sales, until) {
  let { reserved, held, revenue } = sales;
  const points = [];
  for (const minute of [...sales.minutes].reverse()) {
    const begin = Math.round(Date.parse(minute.minute) / 1000);
    points.push([begin + 60, { reserved, held, revenue }]);
    reserved -= minute.seatsSold;
    revenue -= minute.revenue;
    held = Math.max(0, held - minute.seatsHeld + minute.seatsSold + minute.seatsLapsed + minute.seatsCanceled);
    points.push([begin, { reserved, held, revenue }]);
  }
  return points.reverse().filter(([at], i, all) => at < until && at !== all[i - 1]?.[0]);
}

/** Of several performances, at every time that one of them names. */
export function pastTogether(all, until) {
  const histories = all.map(sales => past(sales, until));
  const times = [...new Set(histories.flatMap(points => points.map(([at]) => at)))].sort((a, b) => a - b);
  const at = (points, sales, time) => points.findLast(([begin]) => begin <= time)?.[1] ?? points[0]?.[1] ?? sales;
  return times.map(time => {
    const parts = histories.map((points, i) => at(points, all[i], time));
    const sum = name => parts.reduce((total, part) => total + part[name], 0);
    return [time, { reserved: sum('reserved'), held: sum('held'), revenue: sum('revenue') }];
  });
}
