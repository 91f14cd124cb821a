/** Pixels of the longer edge of what is sent: the server keeps no more. */
const edge = 2560;

/** Bytes the server takes of one photo. */
export const photoBytes = 20_000_000;

/**
 * A photo as it is sent: upright, no larger than it will be kept, and without what the camera wrote into it. A tenth of
 * the bytes on a bad line. Where the browser cannot read it, the file as it is: the server says what is wrong with it.
 */
export async function shrink(file: Blob): Promise<Blob> {
  try {
    const image = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, edge / Math.max(image.width, image.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(image.width * scale));
    canvas.height = Math.max(1, Math.round(image.height * scale));
    const context = canvas.getContext('2d');
    if (context === null) return file;
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    image.close();
    const smaller = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.86));
    return smaller ?? file;
  } catch {
    return file;
  }
}
