// Sends a file as it is, however large, and shows how far it is. What else the form says stands in the address. The
// form names the event that tells the page what has changed.
for (const form of document.querySelectorAll("form[data-upload]")) {
  const file = form.querySelector("input[type=file]");
  const bar = form.querySelector("progress");
  const button = form.querySelector("button");
  const failed = form.querySelector("[role=alert]");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (file.files.length !== 1) {
      return;
    }
    const said = new URLSearchParams({ name: file.files[0].name });
    for (const field of form.querySelectorAll("input[name]:not([type=hidden])")) {
      said.set(field.name, field.value);
    }
    const sending = new XMLHttpRequest();
    sending.open("POST", form.action + "?" + said);
    sending.setRequestHeader("Content-Type", "application/octet-stream");
    sending.setRequestHeader("X-CSRF-TOKEN", form.elements.namedItem("_csrf").value);
    sending.upload.addEventListener("progress", (told) => {
      bar.max = told.total;
      bar.value = told.loaded;
    });
    sending.addEventListener("loadend", () => {
      bar.hidden = true;
      button.disabled = false;
      failed.hidden = sending.status === 202;
      if (sending.status === 202) {
        form.reset();
        document.body.dispatchEvent(new CustomEvent(form.dataset.upload));
      }
    });
    bar.hidden = false;
    bar.value = 0;
    button.disabled = true;
    failed.hidden = true;
    sending.send(file.files[0]);
  });
}
