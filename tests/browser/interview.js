// An interview in a browser: sign in, wait in the lobby, talk with sound and picture, chat beside it, survive the server.

import { Server } from "./server.js";

const REFUSAL = "... on Refusal { code message }";
const PEOPLE = "participants { user { id name } role presence peerId }";
const MESSAGE = "id seq body clientMessageId sender { id name }";
const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) {
  ... on Session { token viewer { user { id name } interviews(first: 20) { edges { node { id topic state applicant { id } } } } } } ${REFUSAL} } }`;
const JOIN = `mutation ($input: JoinInterviewInput!) { joinInterview(input: $input) {
  ... on InterviewSeat { peerId expiresAt cursor iceServers { urls username credential } interview { media ${PEOPLE} } } ${REFUSAL} } }`;
const LEAVE = `mutation ($input: LeaveInterviewInput!) { leaveInterview(input: $input) { __typename ${REFUSAL} } }`;
const ADMIT = `mutation ($input: AdmitGuestInput!) { admitGuest(input: $input) { __typename ${REFUSAL} } }`;
const SIGNAL = `mutation ($input: SendSignalInput!) { sendSignal(input: $input) { ... on SignalSent { seq } ${REFUSAL} } }`;
const INTERVIEW = `subscription ($id: ID!, $after: String) { interview(id: $id, after: $after) { cursor event { __typename
  ... on PresenceChanged { user { id name } presence peerId }
  ... on SignalReceived { fromPeerId kind payload }
  ... on InterviewChanged { interview { state ${PEOPLE} } } } } }`;
const OPEN = `mutation ($input: OpenConversationInput!) { openConversation(input: $input) {
  ... on Conversation { id cursor messages(last: 50) { edges { node { ${MESSAGE} } } } } ${REFUSAL} } }`;
const SEND = `mutation ($input: SendMessageInput!) { sendMessage(input: $input) { ... on Message { ${MESSAGE} } ${REFUSAL} } }`;
const CONVERSATION = `subscription ($id: ID!, $after: String) { conversation(id: $id, after: $after) { cursor event { __typename
  ... on MessageSent { message { ${MESSAGE} } } } } }`;

const $ = (selector) => document.querySelector(selector);
const show = (selector, shown = true) => { $(selector).hidden = !shown; };

/** One other person's peer connection; both ends may begin to negotiate, and the polite one gives way. */
class Peer {
  constructor(room, id, name) {
    this.room = room;
    this.id = id;
    this.isPolite = room.peerId < id;
    this.ignores = false;
    this.steps = Promise.resolve();
    this.connection = new RTCPeerConnection({ iceServers: room.iceServers });
    this.connection.onnegotiationneeded = () => this.offer();
    this.connection.onicecandidate = ({ candidate }) => candidate && room.signal(id, "CANDIDATE", candidate);
    this.connection.onconnectionstatechange = () => this.changed();
    this.connection.ontrack = ({ streams: [stream] }) => { this.video.srcObject = stream; };
    this.tile = document.createElement("figure");
    this.tile.dataset.peer = id;
    this.video = Object.assign(document.createElement("video"), { autoplay: true, playsInline: true });
    this.tile.append(this.video, Object.assign(document.createElement("figcaption"), { textContent: name }));
    $("#videos").append(this.tile);
    for (const track of room.media.getTracks()) this.connection.addTrack(track, room.media);
  }

  offer() {
    this.next("OFFER", async () => {
      // Else it is needed still once this is over, and said again.
      if (this.connection.signalingState !== "stable") return;
      await this.connection.setLocalDescription();
      this.describe();
    });
  }

  /** Repeats what they cannot have heard while they were away. */
  offerAgain() {
    if (this.connection.signalingState === "have-local-offer") this.describe();
  }

  describe() {
    const description = this.connection.localDescription;
    this.room.signal(this.id, description.type.toUpperCase(), description);
  }

  /** Signals are taken in the order in which they were sent, and no offer is made in the middle of one. */
  take(kind, payload) {
    this.next(kind, () => this.#take(kind, payload));
  }

  next(kind, step) {
    this.steps = this.steps.then(step).catch((error) => console.error(kind, error));
  }

  async #take(kind, payload) {
    if (kind === "CANDIDATE") {
      await this.connection.addIceCandidate(payload).catch((error) => { if (!this.ignores) throw error; });
      return;
    }
    const collides = kind === "OFFER" && this.connection.signalingState !== "stable";
    this.ignores = collides && !this.isPolite;
    if (this.ignores) return;
    await this.connection.setRemoteDescription(payload);
    if (kind === "OFFER") {
      await this.connection.setLocalDescription();
      this.describe();
    }
  }

  changed() {
    const state = this.tile.dataset.state = this.connection.connectionState;
    if (state !== "connected" && !this.room.isInside(this.id)) this.room.gone(this.id);
    else if (state === "failed") this.connection.restartIce();
  }

  close() {
    this.connection.close();
    this.tile.remove();
  }
}

/** The room of one interview: who is where, and the connections to those who are inside. */
class Room {
  constructor(server, user, interview) {
    this.server = server;
    this.user = user;
    this.interview = interview;
    this.people = new Map();
    this.peers = new Map();
    this.signals = Promise.resolve();
    this.seated = Promise.resolve();
    this.over = new AbortController();
  }

  async enter() {
    const seat = await this.join();
    this.media = await navigator.mediaDevices.getUserMedia({ audio: true, video: seat.interview.media === "VIDEO" });
    $("#own video").srcObject = this.media;
    for (const person of seat.interview.participants) this.met(person);
    this.feed = this.server.follow(INTERVIEW, "interview", this.interview.id, seat.cursor, (event) => this.hear(event));
    // Presence ends when nobody hears from us for a while: with a new socket we take our seat again, then signal.
    this.server.addEventListener("back", () => this.renew(), { signal: this.over.signal });
  }

  renew() {
    this.seated = this.server.surely(() => this.join()).catch((error) => console.warn(error.message));
  }

  /** Takes the seat, and takes it again before it ends. */
  async join() {
    const seat = await this.server.act("joinInterview", JOIN, { interviewId: this.interview.id });
    this.peerId = seat.peerId;
    this.iceServers = seat.iceServers.map(({ urls, username, credential }) => (username ? { urls, username, credential } : { urls }));
    clearTimeout(this.renewal);
    const left = (Date.parse(seat.expiresAt) - Date.now()) * 0.7;
    if (!this.over.signal.aborted) this.renewal = setTimeout(() => this.renew(), left);
    return seat;
  }

  hear(event) {
    if (event.__typename === "PresenceChanged") this.met({ ...this.people.get(event.user.id), ...event });
    if (event.__typename === "SignalReceived") this.peer(event.fromPeerId)?.take(event.kind, JSON.parse(event.payload));
    if (event.__typename === "ResyncRequired") this.loadAnew();
    if (event.__typename === "InterviewChanged") {
      for (const person of event.interview.participants) this.met(person);
      if (event.interview.state === "ENDED") this.left();
    }
  }

  async loadAnew() {
    const seat = await this.server.surely(() => this.join());
    for (const person of seat.interview.participants) this.met(person);
  }

  met(person) {
    const before = this.people.get(person.user.id);
    this.people.set(person.user.id, person);
    if (before?.presence === "AWAY" && person.presence === "INSIDE") this.peers.get(person.peerId)?.offerAgain();
    const isMe = person.user.id === this.user.id;
    if (isMe) {
      document.body.dataset.presence = person.presence;
      show("#outside", person.presence === "LOBBY");
      for (const place of ["#videos", "#tools"]) show(place, person.presence === "INSIDE");
    }
    this.showLobby();
    const isInside = this.people.get(this.user.id)?.presence === "INSIDE";
    for (const other of this.people.values()) {
      if (other.user.id === this.user.id || !other.peerId) continue;
      if (isInside && other.presence === "INSIDE") this.peer(other.peerId);
      // Whoever is only not heard of may still be seen: their connection says when it is over.
      else if (this.peers.get(other.peerId)?.connection.connectionState !== "connected") this.gone(other.peerId);
    }
  }

  showLobby() {
    const isHost = this.people.get(this.user.id)?.role === "HOST";
    const waiting = isHost ? [...this.people.values()].filter(({ presence }) => presence === "LOBBY") : [];
    // A row stays while somebody waits: a button that is made anew under the pointer takes no click.
    for (const row of [...$("#lobby").children]) {
      if (!waiting.some(({ user }) => user.id === row.dataset.user)) row.remove();
    }
    for (const { user } of waiting) {
      if (![...$("#lobby").children].some(({ dataset }) => dataset.user === user.id)) $("#lobby").append(this.knock(user));
    }
  }

  knock(user) {
    const row = Object.assign(document.createElement("div"), { className: "waiting", textContent: `${user.name} is in the lobby` });
    row.dataset.user = user.id;
    const button = Object.assign(document.createElement("button"), { textContent: "Admit", type: "button" });
    button.onclick = () => this.server.act("admitGuest", ADMIT, { interviewId: this.interview.id, userId: user.id });
    row.append(button);
    return row;
  }

  /** The connection to somebody inside, made with the first word to or from them. */
  peer(id) {
    const person = [...this.people.values()].find(({ peerId }) => peerId === id);
    if (!person || !this.media) return undefined;
    if (!this.peers.has(id)) this.peers.set(id, new Peer(this, id, person.user.name));
    return this.peers.get(id);
  }

  isInside(id) {
    return [...this.people.values()].some(({ peerId, presence }) => peerId === id && presence === "INSIDE");
  }

  gone(id) {
    this.peers.get(id)?.close();
    this.peers.delete(id);
  }

  /** Signals go out one after the other; the server's absence delays them. */
  signal(toPeerId, kind, payload) {
    const input = { interviewId: this.interview.id, toPeerId, kind, payload: JSON.stringify(payload) };
    this.signals = this.signals
      .then(() => this.server.surely(async () => {
        await this.seated;
        return this.server.act("sendSignal", SIGNAL, input);
      }))
      .catch((error) => console.warn(kind, error.message));
  }

  async leave() {
    await this.server.act("leaveInterview", LEAVE, { interviewId: this.interview.id });
    this.left();
  }

  left() {
    this.over.abort();
    clearTimeout(this.renewal);
    this.feed.stop();
    for (const id of [...this.peers.keys()]) this.gone(id);
    for (const track of this.media.getTracks()) track.stop();
    show("#meeting", false);
  }
}

/** The conversation beside it: what is said arrives once, in the order of its numbers, whatever happens on the way. */
class Chat {
  constructor(server, user, applicant, conversation) {
    this.server = server;
    this.user = user;
    this.id = conversation.id;
    this.sent = Promise.resolve();
    this.show(conversation);
    server.follow(CONVERSATION, "conversation", this.id, conversation.cursor, (event) => {
      if (event.__typename === "MessageSent") this.said(event.message);
      if (event.__typename === "ResyncRequired") server.surely(() => open(server, applicant)).then((anew) => this.show(anew));
    });
  }

  show(conversation) {
    for (const line of document.querySelectorAll("#messages [data-seq]")) line.remove();
    for (const { node } of conversation.messages.edges) this.said(node);
  }

  say(body) {
    const input = { conversationId: this.id, clientMessageId: crypto.randomUUID(), body };
    const line = this.line(this.user, body);
    line.classList.add("unsent");
    line.dataset.client = input.clientMessageId;
    $("#messages").append(line);
    // The name that we gave it makes another try harmless.
    this.sent = this.sent.then(() => this.server.surely(() => this.server.act("sendMessage", SEND, input)));
  }

  said(message) {
    const waiting = $(`#messages [data-client="${CSS.escape(message.clientMessageId ?? "")}"]`);
    waiting?.remove();
    const line = this.line(message.sender, message.body);
    line.dataset.seq = message.seq;
    const later = [...$("#messages").children].find((each) => !each.dataset.seq || Number(each.dataset.seq) > message.seq);
    $("#messages").insertBefore(line, later ?? null);
    line.scrollIntoView();
  }

  line(sender, body) {
    const line = document.createElement("li");
    line.className = sender.id === this.user.id ? "own" : "";
    line.append(Object.assign(document.createElement("small"), { textContent: sender.name }), body);
    return line;
  }
}

const open = (server, applicantId) => server.act("openConversation", OPEN, { applicantId });

async function enter(server, user, interview) {
  show("#choice", false);
  show("#meeting");
  $("#topic").textContent = interview.topic;
  const room = new Room(server, user, interview);
  await room.enter();
  const applicant = interview.applicant.id;
  const chat = new Chat(server, user, applicant, await open(server, applicant));
  $("#say").onsubmit = (event) => {
    event.preventDefault();
    const field = $("#say").elements.body;
    if (field.value.trim()) chat.say(field.value.trim());
    field.value = "";
  };
  $("#restart").onclick = () => { for (const { connection } of room.peers.values()) connection.restartIce(); };
  $("#leave").onclick = () => room.leave();
  Object.assign(window, { room, chat });
}

$("#sign-in").onsubmit = async (event) => {
  event.preventDefault();
  const { email, password } = Object.fromEntries(new FormData(event.target));
  const server = new Server(new URL("/graphql", location));
  try {
    const { token, viewer } = await server.act("signIn", SIGN_IN, { email, password });
    server.addEventListener("state", () => {
      $("#link").textContent = $("#link").dataset.state = server.state;
    });
    server.connect(token);
    $("#who").textContent = viewer.user.name;
    $("#choice ul").replaceChildren(...viewer.interviews.edges.map(({ node }) => {
      const row = Object.assign(document.createElement("li"), { textContent: node.topic });
      const button = Object.assign(document.createElement("button"), { textContent: "Enter", type: "button" });
      button.onclick = () => enter(server, viewer.user, node).catch((error) => { $("#outside").textContent = error.message; });
      row.append(button);
      return row;
    }));
    show("#sign-in", false);
    show("#choice");
    window.server = server;
  } catch (error) {
    $("#problem").textContent = error.message;
  }
};
