// What a script adds to a report that can be read without one: filters, what-if by a click, language, light, print.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("script");
  var each = function (where, what, then) { Array.prototype.forEach.call(where.querySelectorAll(what), then); };

  // Findings: by field, severity and partner. A finding about all partners is counted apart when one is chosen.
  each(document, "[data-findings]", function (section) {
    var form = section.querySelector("[data-filter]");
    var told = form.querySelector("output");
    // Whom it touches is a number in hexadecimal: the bit of a partner is its place in the list.
    var touches = function (item, place) {
      var digits = item.dataset.p;
      return place < 0 || ((parseInt(digits.charAt(digits.length - 1 - (place >> 2)), 16) >> (place & 3)) & 1) === 1;
    };
    var apply = function () {
      var field = form.elements.field.value, severity = form.elements.severity.value;
      var partner = form.elements.partner.selectedIndex - 1, n = 0, all = 0, everyone = 0;
      each(section, ".finding", function (finding) {
        var fits = (!field || finding.dataset.field === field) && (!severity || finding.dataset.severity === severity);
        var any = false;
        each(finding, "[data-p]", function (item) {
          var here = touches(item, partner);
          all += 1;
          if (fits && here) { n += 1; any = true; }
          if (fits && partner >= 0 && item.dataset.p === "*") { everyone += 1; }
          if (item.tagName !== "DIV") { item.hidden = !here; }
        });
        each(finding, ".lines", function (lines) {
          lines.hidden = !lines.querySelector("tr[data-p]:not([hidden])");
          if (partner >= 0) { lines.open = !lines.hidden; }
        });
        finding.hidden = !any;
        finding.classList.toggle("via", any && !touches(finding.querySelector("[data-p]"), partner));
      });
      each(section, "[data-group]", function (group) { group.hidden = !group.querySelector(".finding:not([hidden])"); });
      var text = !n ? form.dataset.none : partner >= 0 ? form.dataset.beside : form.dataset.shown;
      var chosen = form.elements.partner.selectedOptions[0];
      var words = { n: n, all: all, everyone: everyone, partner: chosen ? chosen.textContent : "" };
      told.textContent = text.replace(/\{(\w+)\}/g, function (_, name) { return words[name]; });
    };
    form.addEventListener("change", apply);
    form.addEventListener("reset", function () { setTimeout(apply); });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.hidden = false;
    apply();
  });

  // The network: a click, Enter or a choice shows what was worked out for a person or partner.
  each(document, "[data-network]", function (section) {
    var choose = section.querySelector("[data-choose]");
    if (!choose) { return; }
    var select = choose.querySelector("select"), answer = choose.querySelector("[data-answer]");
    var show = function (key, name) {
      var found = null;
      each(section, ".absence", function (absence) {
        var chosen = absence.dataset.key === key;
        absence.classList.toggle("chosen", chosen);
        absence.open = chosen;
        if (chosen) { found = absence; }
      });
      each(section, "svg [data-key]", function (mark) {
        mark.setAttribute("aria-pressed", String(mark.dataset.key === key));
      });
      select.value = found ? key : "";
      answer.classList.toggle("heard", Boolean(found));
      answer.textContent = found || !key ? (found ? found.querySelector("summary").textContent : "")
        : answer.dataset.missing.replace("{name}", name || key);
      return found;
    };
    select.addEventListener("change", function () { show(select.value); });
    each(section, "svg [data-key]", function (mark) {
      mark.setAttribute("role", "button");
      if (!mark.hasAttribute("aria-label")) { mark.setAttribute("aria-label", mark.querySelector("title").textContent); }
      mark.setAttribute("aria-pressed", "false");
      var pick = function (event) {
        event.preventDefault();
        var found = show(mark.dataset.key, mark.getAttribute("aria-label"));
        (found || answer).scrollIntoView({ block: "nearest" });
      };
      mark.addEventListener("click", pick);
      mark.addEventListener("keydown", function (event) { if (event.key === "Enter" || event.key === " ") { pick(event); } });
    });
    choose.hidden = false;
  });

  // A link to something folded away unfolds it.
  var unfold = function () {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (var up = target; up; up = up.parentElement) { if (up.tagName === "DETAILS") { up.open = true; up.hidden = false; } }
    if (target) { target.scrollIntoView(); }
  };

  // The language: the page keeps its place, and says which language it is in.
  var seen = function () {
    each(document, ".telling", function (telling) {
      if (telling.offsetParent === null && getComputedStyle(telling).display === "none") { return; }
      root.lang = telling.lang;
      document.title = telling.dataset.title;
    });
  };
  each(document, "[data-language]", function (link) {
    link.addEventListener("click", function (event) {
      var here = link.closest(".telling"), to = link.dataset.language, place = null;
      each(here, "main > section[id]", function (section) {
        if (section.getBoundingClientRect().top < innerHeight / 2) { place = section.id; }
      });
      var other = place && document.getElementById(to + place.slice(here.id.length));
      if (other && scrollY > 40) { event.preventDefault(); location.hash = other.id; }
      setTimeout(function () {
        var now = document.querySelector("#" + to + " [data-language='" + to + "']");
        if (now) { now.focus({ preventScroll: true }); }
      });
    });
  });
  addEventListener("hashchange", function () { seen(); unfold(); });
  addEventListener("load", function () { seen(); if (location.hash) { unfold(); } });  // only then is the target known

  // The light: as the machine has it, until it is chosen.
  var dark = function () {
    return root.dataset.scheme ? root.dataset.scheme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  };
  var name = function (button) { button.textContent = dark() ? button.dataset.light : button.dataset.dark; };
  each(document, "button[data-scheme]", function (button) {
    button.hidden = false;
    name(button);
    button.addEventListener("click", function () {
      root.dataset.scheme = dark() ? "light" : "dark";
      each(document, "button[data-scheme]", name);
    });
  });
  each(document, "[data-print]", function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { print(); });
  });

  // On paper everything is unfolded; afterwards it is as it was.
  var folded = [];
  addEventListener("beforeprint", function () {
    folded = Array.prototype.filter.call(document.querySelectorAll("details"), function (details) { return !details.open; });
    folded.forEach(function (details) { details.open = true; });
  });
  addEventListener("afterprint", function () { folded.forEach(function (details) { details.open = false; }); });
})();
