// Moves the token from the fragment of the link, which is sent to no server, into the form. It submits nothing: only a
// click does.
const field = document.querySelector("input[name=token]");
const token = new URLSearchParams(location.hash.slice(1)).get("token");
if (field && token) {
  field.value = token;
  field.closest("p").hidden = true;
  history.replaceState(null, "", location.pathname);
}
