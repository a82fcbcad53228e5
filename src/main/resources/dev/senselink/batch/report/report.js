"use strict";
(() => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));

  for (const button of all("[data-copies]")) {
    const words = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const code = document.getElementById(button.dataset.copies);
      getSelection().selectAllChildren(code);
      try {
        await navigator.clipboard.writeText(code.textContent);
      } catch (refused) {
        document.execCommand("copy");
      }
      button.textContent = "✓ " + words;
    });
  }

  const large = document.getElementById("large");
  const enlarge = (face) => {
    const place = document.getElementById("large-faces");
    place.textContent = "";
    const item = face.closest(".rows > li, .changes > li");
    const shown = item ? all(".face img", item) : [face];
    for (const one of shown) {
      const figure = document.createElement("figure");
      const image = document.createElement("img");
      image.src = one.src;
      image.alt = one.alt;
      const caption = document.createElement("figcaption");
      const label = one.closest("figure")?.querySelector("figcaption");
      caption.textContent = label ? label.textContent : one.alt;
      figure.append(image, caption);
      place.append(figure);
    }
    large.showModal();
  };
  for (const face of all(".face img")) {
    face.tabIndex = 0;
    face.setAttribute("role", "button");
    face.addEventListener("click", () => enlarge(face));
    face.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        enlarge(face);
      }
    });
  }
  large.addEventListener("click", (event) => {
    if (event.target === large || event.target.id === "large-close") {
      large.close();
    }
  });
  addEventListener("beforeprint", () => {
    for (const part of all("details")) {
      part.open = true;
    }
  });
  const reach = () => {
    const part = document.getElementById(location.hash.slice(1));
    for (const folded of part ? all("details.problem", part).slice(0, 1) : []) {
      folded.open = true;
    }
  };
  addEventListener("hashchange", reach);
  reach();

  const tools = document.querySelector(".tools");
  if (!tools) {
    return;
  }
  const find = document.getElementById("find");
  const shown = document.getElementById("shown");
  const chips = all("[data-show]", tools);
  const rows = all(".rows > li").map((item) => ({
    item,
    problem: item.closest(".problem"),
    todo: item.closest(".todo"),
    cause: item.parentElement.previousElementSibling?.matches(".cause")
      ? item.parentElement.previousElementSibling.textContent
      : "",
    text: "",
  }));
  let only = "";

  const filter = () => {
    const words = find.value.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
    const seen = new Set();
    let count = 0;
    for (const row of rows) {
      if (words.length && !row.text) {
        row.text = (row.problem.querySelector("h4").textContent + " " + row.cause + " " + row.item.textContent)
          .normalize("NFKC")
          .toLowerCase();
      }
      const fits =
        (!only || row.todo.id === only) && words.every((word) => row.text.includes(word));
      row.item.hidden = !fits;
      if (fits) {
        count++;
        seen.add(row.problem).add(row.todo);
      }
    }
    const unfiltered = !only && !words.length;
    for (const part of words.length ? seen : []) {
      if (part.tagName === "DETAILS") {
        part.open = true;
      }
    }
    for (const part of all(".problem, .todo")) {
      part.hidden = !unfiltered && !seen.has(part);
    }
    shown.textContent = unfiltered
      ? ""
      : count
        ? shown.dataset.of.replace("{0}", count).replace("{1}", rows.length)
        : shown.dataset.none;
  };

  find.addEventListener("input", filter);
  for (const chip of chips) {
    chip.addEventListener("click", () => {
      only = chip.dataset.show;
      for (const other of chips) {
        other.setAttribute("aria-pressed", String(other === chip));
      }
      filter();
    });
  }
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      find.focus();
    } else if (event.key === "Escape" && document.activeElement === find) {
      find.value = "";
      filter();
    }
  });
  tools.hidden = false;
})();
