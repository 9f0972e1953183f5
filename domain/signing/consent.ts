/**
 * What somebody agrees to before signing on screen, in their language (ESIGN Act, 15 U.S.C. § 7001(c); UETA § 5): that it counts, that paper
 * is to be had at no cost, how to take it back, what is needed to open and keep it. The whole of it is kept with the signature.
 */
export interface ConsentWords {
  /** Beside the box, which is never ticked beforehand. */
  agree: string;
  heading: string;
  points: string[];
}

export const consentWords: Record<"en" | "es", ConsentWords> = {
  en: {
    agree: "I agree to sign on screen. It counts like a signature on paper. I may ask for paper instead, at no cost.",
    heading: "What you need to open and keep it",
    points: [
      "This is about this one document only. You may sign on paper instead: call or write to us and we send it, at no cost.",
      "You can change your mind until you press “Sign”. After that, tell us in writing if you want further documents on paper.",
      "To read, sign and keep it you need a phone or computer with an up-to-date browser, an email address, and a program that opens PDF files. You can save or print the document on this page.",
      "When everyone has signed, we send a sealed copy to your email address. If your address changes, tell us.",
      "With your signature we keep the date and time, your internet address and the kind of browser you use.",
    ],
  },
  es: {
    agree: "Acepto firmar en pantalla. Vale como una firma en papel. Puedo pedir papel en su lugar, sin costo.",
    heading: "Lo que necesita para abrirlo y guardarlo",
    points: [
      "Se trata solo de este documento. Puede firmar en papel: llámenos o escríbanos y se lo enviamos, sin costo.",
      "Puede cambiar de opinión hasta que pulse «Firmar». Después, avísenos por escrito si quiere otros documentos en papel.",
      "Para leerlo, firmarlo y guardarlo necesita un teléfono o una computadora con un navegador actual, una dirección de correo y un programa que abra archivos PDF. Puede guardar o imprimir el documento en esta página.",
      "Cuando todos hayan firmado, le enviamos una copia sellada a su correo. Si su dirección cambia, avísenos.",
      "Con su firma guardamos la fecha y la hora, su dirección de internet y el tipo de navegador que usa.",
    ],
  },
};

/** Word for word, as one text: what is kept with a signature. */
export const wordingOf = (language: "en" | "es"): string => {
  const { agree, heading, points } = consentWords[language];
  return [agree, `${heading}:`, ...points].join("\n");
};
