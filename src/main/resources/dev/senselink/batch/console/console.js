"use strict";
(() => {
  const ending = document.getElementById("ending");
  if (ending) {
    const warnBefore = 120;
    let timer = 0;
    const watch = (left) => {
      clearTimeout(timer);
      timer = setTimeout(() => ending.showModal(), Math.max(0, left - warnBefore) * 1000);
    };
    ending.querySelector("[data-stay]").addEventListener("click", async () => {
      ending.close();
      const answer = await fetch("/session", { cache: "no-store" });
      if (answer.ok) {
        watch((await answer.json()).left);
      } else {
        location.reload();
      }
    });
    watch(Number(document.body.dataset.left));
  }

  // A list that is another by now is shown anew, unless somebody is in the middle of something.
  const list = document.querySelector("[data-version]");
  if (list) {
    const look = async () => {
      try {
        const answer = await fetch("/today/progress", { cache: "no-store" });
        const told = answer.ok ? await answer.json() : { version: list.dataset.version };
        const busy = document.hidden || (ending && ending.open);
        if (answer.status === 401 || (told.version !== list.dataset.version && !busy)) {
          location.reload();
          return;
        }
      } catch (away) {
        // The console is not there just now; it is asked again.
      }
      setTimeout(look, document.hidden ? 10000 : 2000);
    };
    setTimeout(look, 2000);
  }

  const place = document.querySelector("[data-progress]");
  if (!place) {
    return;
  }
  const bar = place.querySelector("progress");
  const done = place.querySelector("[data-done]");
  const rate = place.querySelector("[data-rate]");
  const polite = place.querySelector("[data-polite]");
  const headline = place.querySelector("h2");
  const locale = document.documentElement.lang;
  const number = new Intl.NumberFormat(locale);
  let first = null;
  let spoken = 0;

  const clock = (seconds) => {
    const whole = Math.max(0, Math.round(seconds));
    const pad = (n) => String(n).padStart(2, "0");
    return Math.floor(whole / 3600) + ":" + pad(Math.floor(whole / 60) % 60) + ":" + pad(whole % 60);
  };

  const show = (told) => {
    headline.textContent = told.news;
    bar.max = told.rows;
    bar.value = told.done;
    done.textContent = number.format(told.done);
    for (const [outcome, count] of Object.entries(told.outcomes)) {
      const cell = document.querySelector('[data-test="count-' + outcome + '"]');
      if (cell) {
        cell.textContent = number.format(count);
      }
    }
    const now = performance.now() / 1000;
    first = first || { at: now, done: told.done };
    const perSecond = (told.done - first.done) / (now - first.at);
    if (perSecond > 0) {
      rate.textContent = rate.dataset.words
        .replace("%1", number.format(Math.round(perSecond * 10) / 10))
        .replace("%2", clock((told.rows - told.done) / perSecond));
    }
    if (now - spoken > 10) {
      spoken = now;
      polite.textContent = told.news;
    }
  };

  const ask = async () => {
    try {
      const answer = await fetch(place.dataset.progress, { cache: "no-store" });
      if (answer.status === 401) {
        location.reload();
        return;
      }
      if (answer.ok) {
        const told = await answer.json();
        if (!told.atWork) {
          location.reload();
          return;
        }
        show(told);
      }
    } catch (away) {
      // The console is not there just now; it is asked again.
    }
    setTimeout(ask, document.hidden ? 10000 : 2000);
  };
  setTimeout(ask, 2000);
})();
