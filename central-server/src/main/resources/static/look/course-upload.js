// Sends a course as it is, however large, and shows how far it is.
const form = document.querySelector("#course-upload");
if (form !== null) {
  const file = form.querySelector("input[type=file]");
  const bar = form.querySelector("progress");
  const button = form.querySelector("button");
  const failed = form.querySelector("[role=alert]");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (file.files.length !== 1) {
      return;
    }
    const sending = new XMLHttpRequest();
    sending.open("POST", form.action + "?name=" + encodeURIComponent(file.files[0].name));
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
        document.body.dispatchEvent(new CustomEvent("change-courses"));
      }
    });
    bar.hidden = false;
    bar.value = 0;
    button.disabled = true;
    failed.hidden = true;
    sending.send(file.files[0]);
  });
}
