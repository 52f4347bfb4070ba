// SPDX-License-Identifier: GPL-3.0-or-later
// Sorts a table by a column: the exact values if there are any, else the texts. Empty cells come last.
for (const table of document.querySelectorAll("table")) {
  const body = table.tBodies[0];
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    const label = head.firstChild.firstChild?.textContent ?? head.textContent;
    button.className = "sort";
    button.textContent = "↕";
    button.setAttribute("aria-label", "Sort by " + label);
    head.append(button);
    button.onclick = () => {
      const down = head.getAttribute("aria-sort") !== "descending";
      const value = row => {
        const cell = row.cells[column], data = cell.querySelector("data");
        return data ? data.value : cell.dataset.v ?? cell.textContent;
      };
      const order = (a, b) => {
        const x = value(a), y = value(b);
        if (x === "" || y === "") return (x === "") - (y === "");
        const difference = isNaN(x) || isNaN(y) ? (x > y) - (x < y) : x - y;
        return down ? -difference : difference;
      };
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      body.append(...[...body.rows].sort(order));
    };
  });
}
