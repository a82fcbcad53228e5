"use strict";
(() => {
  const place = document.querySelector("[data-mend]");
  if (!place) {
    return;
  }
  const token = place.dataset.token;
  const refused = place.querySelector("[data-refused]");
  const others = place.querySelector("[data-others]");
  const told = place.querySelector("[data-told]");

  // What the console answers. A refusal that is a page of its own is told in that page's words.
  const said = async (answer) => {
    if (answer.status === 401) {
      location.reload();
      return new Promise(() => {}); // whoever waits goes with the page
    }
    if ((answer.headers.get("Content-Type") || "").includes("json")) {
      const told = await answer.json();
      if (!answer.ok) {
        throw new Error(told.error);
      }
      return told;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const words = [...page.querySelectorAll("main h1, main [role=alert], main .card p")]
      .filter((one) => !one.querySelector("a"))
      .map((one) => one.textContent.trim());
    throw new Error([...new Set(words)].join(" — ") || place.dataset.lost);
  };

  const post = async (what, values) => {
    const answer = await fetch(place.dataset.mend + "/" + what, {
      method: "POST",
      headers: { "X-CSRF-TOKEN": token, "Content-Type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(values),
    });
    return said(answer);
  };

  const tell = (text) => {
    const line = document.createElement("li");
    line.textContent = text;
    told.append(line);
  };

  // Whatever is mended closes Start: the list has to be checked first.
  const closeStart = () => {
    const start = document.querySelector('[data-test="start"]');
    const again = document.querySelector("[data-corrected]");
    if (start) {
      start.disabled = true;
      start.removeAttribute("data-waits");
    }
    if (again) {
      again.classList.remove("hidden");
    }
  };

  const doing = async (work) => {
    refused.textContent = "";
    try {
      await work();
      closeStart();
    } catch (wrong) {
      refused.textContent = wrong instanceof TypeError ? place.dataset.lost : wrong.message;
      refused.scrollIntoView({ block: "nearest" });
    }
  };

  const anew = () => {
    sessionStorage.setItem("senselink-scroll", String(scrollY));
    location.reload();
  };

  const kept = sessionStorage.getItem("senselink-scroll");
  if (kept) {
    sessionStorage.removeItem("senselink-scroll");
    scrollTo(0, Number(kept));
  }

  for (const form of place.querySelectorAll("form[data-at]")) {
    const row = form.closest("[data-line]");
    const cell = form.querySelector('[data-test="cell-edit"]');
    const why = form.querySelector("[data-why]");
    const from = form.querySelector("[data-from]");
    const back = form.querySelector("[data-back]");
    const about = (to) => ({
      line: row.dataset.line,
      hash: row.dataset.hash,
      at: form.dataset.at,
      to,
    });
    let seen = cell.value;
    let timer = 0;
    let asked = 0;
    let storing = false;
    let next = null;

    const judge = async () => {
      const mine = ++asked;
      try {
        const judged = await post("judge", about(cell.value));
        if (mine === asked) {
          why.textContent = judged.why;
        }
      } catch (away) {
        // Storing it says why.
      }
    };

    const store = async (to) => {
      const stored = await post("cell", { ...about(to), seen });
      seen = stored.now;
      const same = stored.now === back.dataset.back;
      back.classList.toggle("hidden", same);
      from.classList.toggle("hidden", same);
      if (stored.told) {
        tell(stored.told);
      }
      if (cell.value === to) { // else somebody types on
        cell.value = stored.now;
        why.textContent = stored.why;
        form.classList.toggle("stored", !stored.why);
      }
    };

    // One after the other: what was typed last is stored last, and leaving a cell by its button
    // stores it once.
    const save = (to) => doing(async () => {
      if (storing) {
        next = to;
        return;
      }
      asked++;
      clearTimeout(timer);
      storing = true;
      try {
        await store(to);
      } finally {
        storing = false;
        const then = next;
        next = null;
        if (then !== null && then !== to) {
          save(then);
        }
      }
    });
    const put = (to) => {
      cell.value = to;
      save(to);
    };

    cell.addEventListener("input", () => {
      form.classList.remove("stored");
      clearTimeout(timer);
      timer = setTimeout(judge, 250);
    });
    // What was typed is never lost: leaving the cell stores it too.
    cell.addEventListener("change", () => save(cell.value));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (cell.value !== seen) {
        save(cell.value);
      }
    });
    back.addEventListener("click", () => put(back.dataset.back));
    const offer = form.querySelector("[data-offer]");
    if (offer) {
      offer.addEventListener("click", () => put(offer.dataset.offer));
    }
  }

  for (const form of place.querySelectorAll("form[data-cause]")) {
    const into = form.querySelector("input");
    const offer = form.querySelector("[data-offer]");
    if (offer) {
      offer.addEventListener("click", () => {
        into.value = offer.dataset.offer;
        into.focus();
      });
    }
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      doing(async () => {
        await post("cause", { cause: form.dataset.cause, to: into.value });
        anew();
      });
    });
  }

  for (const button of place.querySelectorAll("[data-leave]")) {
    const row = button.closest("[data-line]");
    button.addEventListener("click", () => doing(async () => {
      await post("leave-out", {
        line: row.dataset.line,
        hash: row.dataset.hash,
        out: button.dataset.leave,
      });
      anew();
    }));
  }

  // A photo: another is sent in parts as all photos are; the console turns and cuts.
  const part = 900000;
  for (const photo of place.querySelectorAll("[data-photo]")) {
    const row = photo.closest("[data-line]");
    const about = { line: row.dataset.line, hash: row.dataset.hash };
    for (const button of photo.querySelectorAll("[data-deed]")) {
      button.addEventListener("click", () => doing(async () => {
        button.disabled = true;
        try {
          await post(button.dataset.deed, about);
        } finally {
          button.disabled = false;
        }
        anew();
      }));
    }
    const replace = photo.querySelector("[data-replace]");
    replace.addEventListener("change", () => doing(async () => {
      const file = replace.files[0];
      for (let at = 0, whole = !file; !whole; ) {
        const where = new URLSearchParams({ ...about, at, size: file.size });
        const answer = await fetch(place.dataset.mend + "/photo?" + where, {
          method: "POST",
          headers: {
            "X-CSRF-TOKEN": token,
            "X-Name": encodeURIComponent(file.name), // no address holds a name
            "Content-Type": "application/octet-stream",
          },
          body: file.slice(at, at + part),
        });
        const taken = await said(answer).catch((wrong) => {
          replace.value = "";
          throw wrong;
        });
        at = taken.at;
        whole = taken.whole;
      }
      anew();
    }));
  }

  // Who else is here, and what has become of one's own changes.
  const look = async () => {
    try {
      const answer = await fetch(place.dataset.mend + "/news", {
        cache: "no-store",
        headers: { "X-By-Itself": "1" },
      });
      if (answer.status === 401) {
        location.reload();
        return;
      }
      if (answer.ok) {
        const news = await answer.json();
        others.textContent = news.others;
        others.classList.toggle("hidden", !news.others);
        news.told.forEach(tell);
      }
    } catch (away) {
      // The console is not there just now; it is asked again.
    }
    setTimeout(look, document.hidden ? 10000 : 4000);
  };
  look();
})();
