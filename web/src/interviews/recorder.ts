/** A recording that this device makes: all pictures in one, and all sounds together. */

const SIZE = { width: 1280, height: 720 };
const PICTURES_PER_SECOND = 15;

export class Recorder {
  private readonly canvas = Object.assign(document.createElement("canvas"), SIZE);
  private readonly context = new AudioContext();
  private readonly mixed = this.context.createMediaStreamDestination();
  private readonly sounds = new Map<MediaStream, MediaStreamAudioSourceNode>();
  private readonly videos = new Map<MediaStream, HTMLVideoElement>();
  private readonly pieces: Blob[] = [];
  private readonly recorder: MediaRecorder;
  private readonly timer: ReturnType<typeof setInterval>;

  /** Records nothing before it goes on. */
  constructor() {
    const tracks = [...this.canvas.captureStream(PICTURES_PER_SECOND).getTracks(), ...this.mixed.stream.getTracks()];
    this.recorder = new MediaRecorder(new MediaStream(tracks));
    this.recorder.ondataavailable = ({ data }) => data.size > 0 && this.pieces.push(data);
    this.recorder.start(1_000);
    this.recorder.pause();
    this.timer = setInterval(() => this.draw(), 1_000 / PICTURES_PER_SECOND);
  }

  /** Who is seen and heard from now on. */
  take(streams: readonly MediaStream[]): void {
    for (const stream of this.videos.keys()) if (!streams.includes(stream)) this.drop(stream);
    for (const stream of streams) {
      if (!this.videos.has(stream)) this.videos.set(stream, videoOf(stream));
      if (this.sounds.has(stream) || stream.getAudioTracks().length === 0) continue;
      const sound = this.context.createMediaStreamSource(stream);
      sound.connect(this.mixed);
      this.sounds.set(stream, sound);
    }
  }

  goOn(isOn: boolean): void {
    if (isOn && this.recorder.state === "paused") this.recorder.resume();
    if (!isOn && this.recorder.state === "recording") this.recorder.pause();
  }

  /** The file; it has nothing in it if it never went on. */
  async end(): Promise<Blob> {
    const ended = new Promise((resolve) => {
      this.recorder.onstop = resolve;
    });
    this.recorder.stop();
    await ended;
    clearInterval(this.timer);
    for (const stream of [...this.videos.keys()]) this.drop(stream);
    void this.context.close();
    return new Blob(this.pieces, { type: this.recorder.mimeType });
  }

  private drop(stream: MediaStream): void {
    this.sounds.get(stream)?.disconnect();
    this.sounds.delete(stream);
    const video = this.videos.get(stream);
    if (video) video.srcObject = null;
    this.videos.delete(stream);
  }

  private draw(): void {
    const brush = this.canvas.getContext("2d");
    if (!brush || this.recorder.state !== "recording") return;
    brush.fillStyle = "black";
    brush.fillRect(0, 0, SIZE.width, SIZE.height);
    const videos = [...this.videos.values()].filter(({ videoWidth }) => videoWidth > 0);
    const columns = Math.ceil(Math.sqrt(videos.length));
    const [width, height] = [SIZE.width / columns, SIZE.height / Math.ceil(videos.length / columns)];
    for (const [place, video] of videos.entries()) {
      const scale = Math.min(width / video.videoWidth, height / video.videoHeight);
      const [wide, high] = [video.videoWidth * scale, video.videoHeight * scale];
      const left = (place % columns) * width + (width - wide) / 2;
      const top = Math.floor(place / columns) * height + (height - high) / 2;
      brush.drawImage(video, left, top, wide, high);
    }
  }
}

function videoOf(stream: MediaStream): HTMLVideoElement {
  const video = Object.assign(document.createElement("video"), { srcObject: stream, muted: true });
  void video.play().catch(() => {});
  return video;
}
