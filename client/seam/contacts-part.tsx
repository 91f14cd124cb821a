import { Input, Select } from 'antd';
import { useState } from 'react';
import type { SeamDetail } from '../api.ts';
import { useText } from '../text/text.ts';
import { Field, Form, Part } from './form.tsx';
import { useSeamChange } from './queries.ts';

type Contact = SeamDetail['contacts'][number];

/** Offices to call on either side, by their duty phones; with the form to change them. */
export function ContactsPart({ seam }: { readonly seam: SeamDetail }) {
  const { t, format } = useText();
  const [editing, setEditing] = useState(false);
  const nameOf = (code: string) => {
    const side = [seam.left, seam.right].find((one) => one.code === code);
    return side ? format.name(side) : code;
  };
  return (
    <Part
      title={t('seam.contact.label')}
      action={
        seam.mayRecord && !editing ? { label: t('seam.change'), onClick: () => setEditing(true) } : null
      }
    >
      {editing ? (
        <ContactsForm seam={seam} onDone={() => setEditing(false)} />
      ) : seam.contacts.length === 0 ? (
        <p className="seam-quiet">{t('seam.contact.none')}</p>
      ) : (
        <ul className="seam-lines">
          {seam.contacts.map((contact) => (
            <li key={`${contact.side}${contact.office}${contact.phone}`}>
              <span>
                {format.facts([
                  nameOf(contact.side),
                  format.name({ name: contact.office, nameEn: contact.officeEn }),
                ])}
              </span>
              <a href={`tel:${contact.phone.replace(/[^+\d]/g, '')}`}>{contact.phone}</a>
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}

/** As many as the server takes, and what it takes for a phone number. */
const most = 10;
const phoneNumber = /^\+?[0-9][0-9 ()-]{2,22}$/;

function ContactsForm({ seam, onDone }: { readonly seam: SeamDetail; readonly onDone: () => void }) {
  const { t, format } = useText();
  const change = useSeamChange(seam.key);
  const empty = (side: string): Contact => ({ side, office: '', officeEn: '', phone: '' });
  const [contacts, setContacts] = useState<readonly Contact[]>(
    seam.contacts.length > 0 ? seam.contacts : [empty(seam.left.code), empty(seam.right.code)],
  );
  const put = (index: number, patch: Partial<Contact>) =>
    setContacts(contacts.map((contact, i) => (i === index ? { ...contact, ...patch } : contact)));
  const filled = contacts.filter(({ office, phone }) => office.trim() !== '' || phone.trim() !== '');
  const incomplete = filled.some(
    ({ office, phone }) => office.trim() === '' || !phoneNumber.test(phone.trim()),
  );
  return (
    <Form
      label={t('seam.contact.label')}
      submit={t('seam.save')}
      disabled={incomplete}
      pending={change.isPending}
      error={change.error}
      onCancel={onDone}
      onSubmit={() =>
        change.mutate(
          {
            method: 'PUT',
            what: 'contacts',
            body: { contacts: filled.map((contact) => ({ ...contact, phone: contact.phone.trim() })) },
          },
          { onSuccess: onDone },
        )
      }
    >
      <p className="seam-quiet">{t('seam.contact.officesOnly')}</p>
      <p className="seam-quiet">{t('seam.contact.complete')}</p>
      {contacts.map((contact, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows being filled in have nothing else to tell them apart.
        <fieldset key={i} className="seam-contact">
          <legend className="visually-hidden">{t('seam.contact.number', { number: i + 1 })}</legend>
          <Field label={t('seam.contact.side')}>
            <Select
              value={contact.side}
              aria-label={t('seam.contact.side')}
              options={[seam.left, seam.right].map((side) => ({
                value: side.code,
                label: format.name(side),
              }))}
              onChange={(side) => put(i, { side })}
            />
          </Field>
          <Field label={t('seam.contact.phone')}>
            <Input
              type="tel"
              value={contact.phone}
              onChange={(event) => put(i, { phone: event.target.value })}
            />
          </Field>
          <Field label={t('seam.contact.office')}>
            <Input
              value={contact.office}
              maxLength={100}
              onChange={(event) => put(i, { office: event.target.value })}
            />
          </Field>
          <Field label={t('seam.contact.officeEn')}>
            <Input
              value={contact.officeEn}
              maxLength={100}
              onChange={(event) => put(i, { officeEn: event.target.value })}
            />
          </Field>
        </fieldset>
      ))}
      {contacts.length < most && (
        <button
          type="button"
          className="seam-small-button"
          onClick={() => setContacts([...contacts, empty(seam.left.code)])}
        >
          {t('seam.contact.add')}
        </button>
      )}
    </Form>
  );
}
