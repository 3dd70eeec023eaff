/** Tells a screen reader of new notifications: one sentence for all that came within a moment. */

const MOMENT = 800;

export function createAnnouncer(region) {
  let waiting = [];
  let timer;

  function speak() {
    timer = undefined;
    region.textContent =
      waiting.length === 1 ? `New notification: ${waiting[0]}` : `${waiting.length} new notifications`;
    waiting = [];
  }

  return {
    arrived(notification) {
      waiting.push(notification.title);
      timer ??= setTimeout(speak, MOMENT);
    },
    silence() {
      clearTimeout(timer);
      timer = undefined;
      waiting = [];
      region.textContent = '';
    },
  };
}
