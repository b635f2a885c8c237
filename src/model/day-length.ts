// How long a day of elapsed time is. A day of the calendar may be shorter or longer where clocks change (calendar.ts).

export const secondsPerDay = 86_400;
export const millisecondsPerDay = 86_400_000;
export const microsecondsPerDay = 86_400_000_000;
