"use strict";
(() => {
  // What a page asks by itself is nobody's doing: it does not make the session last.
  const byItself = { cache: "no-store", headers: { "X-By-Itself": "1" } };

  const ending = document.getElementById("ending");
  if (ending) {
    const warnBefore = 120;
    let timer = 0;
    // At its end the page asks once more, for somebody may be at work in another tab. Then it goes:
    // no name stays on a screen that nobody sits at.
    const watch = (left) => {
      clearTimeout(timer);
      const soon = left <= warnBefore;
      if (!soon) {
        ending.close();
      } else if (!ending.open) {
        ending.showModal();
      }
      timer = setTimeout(() => ask(byItself), (soon ? left : left - warnBefore) * 1000);
    };
    const ask = async (how) => {
      try {
        const answer = await fetch("/session", how);
        const left = answer.ok ? (await answer.json()).left : 0;
        if (left > 0) {
          watch(left);
          return;
        }
      } catch (away) {
        // The console is not there: neither is what the page shows.
      }
      location.reload();
    };
    ending.querySelector("[data-stay]").addEventListener("click", () => {
      ending.close();
      ask({ cache: "no-store" });
    });
    watch(Number(document.body.dataset.left));
  }

  // A list that is another by now is shown anew, unless somebody is in the middle of something.
  const list = document.querySelector("[data-version]");
  if (list) {
    const main = document.querySelector("main");
    let version = list.dataset.version;
    const anew = async () => {
      const answer = await fetch(location.href, byItself);
      if (!answer.ok) {
        location.reload();
        return;
      }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const here = document.activeElement;
      const at = main.contains(here) ? here.getAttribute("href") : null;
      main.replaceChildren(...page.querySelector("main").childNodes);
      version = main.querySelector("[data-version]").dataset.version;
      if (at) {
        const same = main.querySelector('a[href="' + CSS.escape(at) + '"]');
        if (same) {
          same.focus();
        }
      }
    };
    const look = async () => {
      try {
        const answer = await fetch("/today/progress", byItself);
        if (answer.status === 401) {
          location.reload();
          return;
        }
        if (answer.ok) {
          const told = await answer.json();
          const now = list.hasAttribute("data-today") ? told.today : told.version;
          if (now !== version && !document.hidden) {
            await anew();
          }
          for (const [id, news] of Object.entries(told.news)) {
            const place = document.querySelector('[data-news="' + CSS.escape(id) + '"]');
            if (place) {
              place.textContent = news;
            }
          }
        }
      } catch (away) {
        // The console is not there just now; it is asked again.
      }
      setTimeout(look, document.hidden ? 10000 : 2000);
    };
    setTimeout(look, 2000);
  }

  // Whoever has the data folder, or the jobs, is waited for; then what waited can be started. What
  // is shown anew meanwhile is another element.
  let waits = false;
  const waitForFolder = () => {
    if (waits || !document.querySelector("[data-held]")) {
      return;
    }
    waits = true;
    const look = async () => {
      try {
        const answer = await fetch("/today/progress", byItself);
        if (answer.status === 401) {
          location.reload();
          return;
        }
        const told = answer.ok ? await answer.json() : { held: true };
        const held = [...document.querySelectorAll("[data-held]")];
        const jobs = told.jobsHeld && held.some((one) => one.hasAttribute("data-jobs"));
        if (!told.held && !jobs) {
          held.forEach((one) => {
            one.textContent = one.dataset.held;
          });
          for (const waiting of document.querySelectorAll("[data-waits]")) {
            waiting.disabled = false;
          }
          waits = false;
          return;
        }
      } catch (away) {
        // The console is not there just now; it is asked again.
      }
      setTimeout(look, document.hidden ? 10000 : 2000);
    };
    setTimeout(look, 2000);
  };
  waitForFolder();

  // A command of this console: its page is left once it has ended, or has become a run.
  const work = document.querySelector("[data-work]");
  if (work) {
    const headline = work.querySelector("h2");
    const bar = work.querySelector("progress");
    const polite = work.querySelector("[data-polite]");
    const said = work.querySelector("[data-said]");
    let spoken = 0;
    const look = async () => {
      try {
        const answer = await fetch(work.dataset.work, { cache: "no-store" });
        if (answer.status === 401) {
          location.reload();
          return;
        }
        if (answer.ok) {
          const told = await answer.json();
          if (told.go) {
            location.replace(told.go);
            return;
          }
          headline.textContent = told.news;
          said.textContent = told.said;
          if (told.rows > 0) {
            bar.max = told.rows;
            bar.value = told.done;
          }
          if (performance.now() - spoken > 10000) {
            spoken = performance.now();
            polite.textContent = told.news;
          }
        }
      } catch (away) {
        // The console is not there just now; it is asked again.
      }
      setTimeout(look, document.hidden ? 10000 : 2000);
    };
    setTimeout(look, 1000);
  }

  // A face that cannot be had is said in words.
  for (const face of document.querySelectorAll("[data-face]")) {
    const missing = () => {
      face.classList.add("gone");
      face.parentElement.querySelector("[data-noface]").classList.remove("hidden");
    };
    face.addEventListener("error", missing);
    if (face.complete && face.naturalWidth === 0) {
      missing();
    }
  }

  // Where there is nothing to see yet it is looked for again.
  if (document.querySelector("[data-again]")) {
    const again = async () => {
      try {
        const answer = await fetch(location.href, byItself);
        if (!answer.ok || !(await answer.text()).includes(" data-again")) {
          location.reload();
          return;
        }
      } catch (away) {
        // The console is not there just now; it is asked again.
      }
      setTimeout(again, document.hidden ? 10000 : 3000);
    };
    setTimeout(again, 3000);
  }

  // One key decides what harms nobody for good; creating despite a similar face never has one.
  const conflict = document.querySelector("[data-shortcuts]");
  if (conflict) {
    const keys = conflict.querySelector("[data-keys]");
    const kept = "senselink-keys";
    keys.checked = localStorage.getItem(kept) !== "off";
    keys.addEventListener("change", () => {
      localStorage.setItem(kept, keys.checked ? "on" : "off");
    });
    const places = { s: "decide-skip", u: "decide-update", c: "decide-create", n: "next" };
    document.addEventListener("keydown", (event) => {
      if (event.repeat) {
        return; // a held key goes on into the next page, and nobody has looked at that
      }
      const name = Object.hasOwn(places, event.key) ? places[event.key] : "";
      const typing = event.target.closest("input, textarea, select, dialog");
      if (!name || !keys.checked || typing || event.ctrlKey || event.altKey || event.metaKey) {
        return;
      }
      const found = conflict.querySelectorAll('[data-test="' + name + '"]');
      if (found.length === 1) {
        event.preventDefault();
        found[0].click();
      }
    });
    if (document.referrer.startsWith(location.origin + "/conflicts")) {
      conflict.querySelector("h2").focus();
    }
  }

  // Files go in parts, one after the other; what was lost on the way is sent again.
  const uploads = document.querySelector("[data-uploads]");
  if (uploads) {
    const part = 900000;
    const tries = 5;
    const token = document.querySelector('input[name="_csrf"]').value;
    const told = uploads.querySelector("[data-told]");
    const bar = uploads.querySelector("[data-sent]");
    const refused = uploads.querySelector("[data-refused]");
    const pause = (ms) => new Promise((go) => setTimeout(go, ms));

    const refuse = (text, ...ways) => {
      const line = document.createElement("li");
      line.textContent = text;
      for (const [name, go] of ways) {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = name;
        button.addEventListener("click", go);
        line.append(button);
      }
      refused.append(line);
    };

    // What a file is instead, it can be taken as; else another one is chosen.
    const way = (kind, file, instead) => {
      if (instead) {
        const name = instead === "list" ? uploads.dataset.asList : uploads.dataset.asPhotos;
        return [name, () => sendAll(instead, [file])];
      }
      const field = uploads.querySelector('input[data-part="' + kind + '"]');
      return [uploads.dataset.other, () => field.click()];
    };

    const post = async (kind, file, name, at) => {
      const where = uploads.dataset.uploads + "/" + kind + "?at=" + at + "&size=" + file.size;
      // No address holds what may be somebody's name.
      const headers = {
        "X-CSRF-TOKEN": token,
        "X-Name": encodeURIComponent(name),
        "Content-Type": "application/octet-stream",
      };
      for (let n = 1; ; n++) {
        try {
          return await fetch(where, {
            method: "POST",
            headers,
            body: file.slice(at, at + part),
          });
        } catch (lost) {
          if (n === tries) {
            throw lost;
          }
          await pause(1000 * n);
        }
      }
    };

    // Answers whether the file was taken; throws if nothing more can be sent.
    const send = async (kind, file, name, sent) => {
      let at = 0;
      for (;;) {
        const answer = await post(kind, file, name, at);
        if (answer.status === 422 || answer.status === 409) {
          const why = await answer.json();
          refuse(name + ": " + why.error, way(kind, file, why.instead));
          return false;
        }
        if (!answer.ok) {
          throw new Error(String(answer.status));
        }
        const taken = await answer.json();
        at = taken.at;
        sent(at);
        if (taken.whole) {
          return true;
        }
      }
    };

    // Answers how many were taken; what is still waiting is given up with a connection that is lost.
    const sendThese = async (kind, all) => {
      if (kind === "list" && all.length > 1) {
        const ends = uploads.dataset.listNames.split(" ");
        const lists = all.filter((file) => ends.some((end) => file.name.toLowerCase().endsWith(end)));
        refuse(
          uploads.dataset.twoLists,
          ...lists.slice(0, 5).map((file) => [
            uploads.dataset.use.replace("%1", file.name), () => sendAll("list", [file]),
          ]),
        );
        return 0;
      }
      bar.classList.remove("hidden");
      const bytes = all.reduce((sum, file) => sum + file.size, 0);
      let before = 0;
      let taken = 0;
      try {
        for (const [n, file] of all.entries()) {
          told.textContent = uploads.dataset.sending.replace("%1", n + 1).replace("%2", all.length);
          const name = file.webkitRelativePath || file.name;
          const ok = await send(kind, file, name, (at) => {
            bar.value = bytes === 0 ? 0 : (before + at) / bytes;
          });
          taken += ok ? 1 : 0;
          before += file.size;
        }
      } catch (lost) {
        refuse(uploads.dataset.lost);
        waiting.length = 0;
      }
      return taken;
    };

    // What is chosen while files are being sent waits for its turn.
    const waiting = [];
    let busy = false;
    let chosenFiles = 0;
    const sendAll = async (kind, files) => {
      const all = [...files].filter((file) => !file.name.startsWith("."));
      if (all.length === 0) {
        return;
      }
      waiting.push([kind, all]);
      chosenFiles += all.length;
      if (busy) {
        return;
      }
      refused.replaceChildren();
      busy = true;
      let taken = 0;
      while (waiting.length > 0) {
        taken += await sendThese(...waiting.shift());
      }
      busy = false;
      bar.classList.add("hidden");
      told.textContent = "";
      if (refused.children.length === 0) {
        location.reload();
      } else if (taken > 0) {
        told.textContent = uploads.dataset.notTaken.replace("%1", taken).replace("%2", chosenFiles);
      }
      chosenFiles = 0;
    };

    for (const input of uploads.querySelectorAll("input[type=file]")) {
      input.addEventListener("change", () => sendAll(input.dataset.part, input.files));
    }
    for (const zone of uploads.querySelectorAll("[data-drop]")) {
      zone.addEventListener("dragover", (event) => {
        event.preventDefault();
        zone.classList.add("over");
      });
      zone.addEventListener("dragleave", () => zone.classList.remove("over"));
      zone.addEventListener("drop", (event) => {
        event.preventDefault();
        zone.classList.remove("over");
        sendAll(zone.dataset.drop, event.dataTransfer.files);
      });
    }
  }

  // How a list is read is chosen, kept, and shown anew where one is.
  const chosen = document.querySelector("[data-understood]");
  if (chosen) {
    const main = document.querySelector("main");
    const status = main.querySelector("[data-again-shown]");
    let busy = false;
    let again = false;

    const show = (page) => {
      const old = main.querySelector("[data-understood]");
      const here = old.contains(document.activeElement) ? document.activeElement.name : "";
      const wide = old.querySelector(".wide");
      const at = wide ? wide.scrollLeft : 0;
      const shown = page.querySelector("[data-understood]");
      old.replaceWith(shown);
      if (shown.querySelector(".wide")) {
        shown.querySelector(".wide").scrollLeft = at;
      }
      const same = here && shown.elements[here];
      if (same) {
        same.focus({ preventScroll: true });
      }
      status.textContent = status.dataset.againShown;
      waitForFolder();
    };

    const keep = async () => {
      if (busy) {
        again = true; // what was chosen meanwhile goes with the next
        return;
      }
      busy = true;
      const form = main.querySelector("[data-understood]");
      const check = form.querySelector("[data-check]");
      check.disabled = true;
      status.textContent = "";
      try {
        const answer = await fetch(form.action, {
          method: "POST",
          cache: "no-store",
          body: new URLSearchParams(new FormData(form)),
        });
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        if (!answer.ok || !page.querySelector("[data-understood]")) {
          location.reload();
          return;
        }
        if (!again) {
          show(page);
        }
      } catch (away) {
        status.textContent = form.dataset.lost;
        status.classList.remove("hidden");
      }
      busy = false;
      if (again) {
        again = false;
        keep();
      }
    };
    main.addEventListener("change", (event) => {
      if (event.target.closest("[data-understood]")) {
        keep();
      }
    });
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
  let another = false;

  // An outcome that the page has not shown yet comes with its name, colour and share.
  const showAnother = async () => {
    const answer = await fetch(location.href, { cache: "no-store", headers: { "X-By-Itself": "1" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const parts = ".pair, [data-anew]";
    const anew = page.querySelectorAll(parts);
    if (answer.ok && anew.length > 0) {
      const at = document.activeElement.getAttribute("href");
      document.querySelectorAll(parts).forEach((part, n) => part.replaceWith(anew[n]));
      const same = at && document.querySelector('a[href="' + CSS.escape(at) + '"]');
      if (same) {
        same.focus({ preventScroll: true });
      }
      another = false;
    }
  };

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
      } else {
        another = true;
      }
    }
    if (told.stand !== place.dataset.stand) {
      place.dataset.stand = told.stand;
      another = true;
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
        if (another) {
          await showAnother();
        }
      }
    } catch (away) {
      // The console is not there just now; it is asked again.
    }
    setTimeout(ask, document.hidden ? 10000 : 2000);
  };
  setTimeout(ask, 2000);
})();
