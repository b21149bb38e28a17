import { type ReactNode, useState } from 'react';
import { Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import {
  CERTIFIED_KINDS,
  type DocumentKind,
  documentKindSchema,
  documentSchema,
  MAX_DOCUMENT_BYTES,
} from '../../../../state-machines/documents.ts';
import { Button } from '../../Button.tsx';
import { type FileTrouble, fileTrouble } from '../../model/documents.ts';
import { useTexts } from '../../texts/context.tsx';

interface Props {
  readonly disabled: boolean;
  readonly icon: ReactNode;
  readonly onSend: (
    what: { readonly kind: DocumentKind; readonly title: string },
    bytes: Uint8Array<ArrayBuffer>,
  ) => void;
}

interface Chosen {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly trouble: FileTrouble | null;
}

/** A file that is too large is not even read. */
async function choose(file: File): Promise<Chosen> {
  const bytes = new Uint8Array(
    file.size > MAX_DOCUMENT_BYTES ? new ArrayBuffer(0) : await file.arrayBuffer(),
  );
  const trouble = file.size > MAX_DOCUMENT_BYTES ? 'tooLarge' : fileTrouble(bytes);
  return { name: file.name, bytes, trouble };
}

const title = documentSchema.shape.title;

export function SendDialog({ disabled, icon, onSend }: Props) {
  const { documents } = useTexts();
  return (
    <DialogTrigger>
      <Button look="outline" disabled={disabled} onPress={() => undefined} testId="document-add" icon={icon}>
        {documents.add}
      </Button>
      <ModalOverlay className="overlay" isDismissable>
        <Modal className="modal">
          <Dialog className="dialog documents-dialog" data-testid="document-dialog">
            {({ close }) => <Form onSend={onSend} onClose={close} />}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}

function Form({ onSend, onClose }: Pick<Props, 'onSend'> & { readonly onClose: () => void }) {
  const { documents } = useTexts();
  const { dialog, kinds } = documents;
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [kind, setKind] = useState<DocumentKind>('prescription');
  const [own, setOwn] = useState<string | null>(null);
  const named = title.safeParse(own ?? kinds[kind]);
  const ready = chosen !== null && chosen.trouble === null && named.success;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen === null || chosen.trouble !== null || !named.success) return;
        onSend({ kind, title: named.data }, chosen.bytes);
        onClose();
      }}
    >
      <Heading slot="title">{dialog.heading}</Heading>
      <p>{documents.hint}</p>
      <label className="documents-file">
        <span>{dialog.file}</span>
        <input
          type="file"
          accept="application/pdf,.pdf"
          data-testid="document-file"
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file !== undefined) void choose(file).then(setChosen);
          }}
        />
      </label>
      {chosen === null ? null : chosen.trouble === null ? (
        <p className="documents-chosen">
          <strong>{chosen.name}</strong> {dialog.size(Math.ceil(chosen.bytes.length / 1024))}
        </p>
      ) : (
        <p className="notice notice-low" role="alert">
          {dialog[chosen.trouble]}
        </p>
      )}
      <label>
        <span>{dialog.kind}</span>
        <select
          value={kind}
          data-testid="document-kind"
          onChange={(event) => setKind(documentKindSchema.catch('other').parse(event.target.value))}
        >
          {CERTIFIED_KINDS.map((one) => (
            <option key={one} value={one}>
              {kinds[one]}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{dialog.title}</span>
        <input
          value={own ?? kinds[kind]}
          maxLength={120}
          data-testid="document-title"
          onChange={(event) => setOwn(event.target.value)}
        />
      </label>
      <p>{dialog.check}</p>
      <div className="dialog-actions">
        <Button look="quiet" onPress={onClose}>
          {dialog.close}
        </Button>
        <Button look="solid" submit disabled={!ready} onPress={() => undefined} testId="document-send">
          {dialog.send}
        </Button>
      </div>
    </form>
  );
}
