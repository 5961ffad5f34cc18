// The client tus-js-client against a running server: `node uploads.mjs '{"uploadUrl": …, "file": …}'` prints a line of JSON a step.
import { createReadStream, statSync } from "node:fs";
import { Upload } from "tus-js-client";

const { uploadUrl, file, chunkSize, stopAfter, override } = JSON.parse(process.argv[2]);
const uploadSize = statSync(file).size;

function say(kind, said) {
  console.log(JSON.stringify({ kind, said }));
}

function upload(options) {
  return new Promise((resolve) => {
    const running = new Upload(createReadStream(file), {
      uploadUrl, uploadSize, chunkSize, overridePatchMethod: override ?? false, retryDelays: [0, 100, 300],
      onSuccess: () => resolve(say("success", null)),
      onError: (error) => resolve(say("error", error.message)),
      onChunkComplete: (size, accepted) => {
        say("accepted", accepted);
        if (options.stopAfter && accepted >= options.stopAfter) resolve(running.abort());
      },
    });
    running.start();
  });
}

if (stopAfter) await upload({ stopAfter });
await upload({});
