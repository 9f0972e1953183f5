import { offline, type ProblemDocument, ProblemError } from "../../api/problem.ts";

/** Sends one file and tells how far it is, from 0 to 1. `fetch` can't tell that, so this is the older way. */
export function sendFile<T>(path: string, file: File, onProgress: (part: number) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.responseType = "json";
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onerror = () => reject(new ProblemError(offline()));
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(request.response as T);
      else reject(new ProblemError((request.response as ProblemDocument | null) ?? offline()));
    };
    const form = new FormData();
    form.append("file", file);
    request.send(form);
  });
}

/** The most a file may have, as the server holds it; told before anything is sent. */
export const maxFileBytes = 25 * 1024 * 1024;
export const acceptedFiles = ".pdf,.jpg,.jpeg,.png,.heic,.heif,.webp,.tif,.tiff,.docx,.xlsx,image/*";
