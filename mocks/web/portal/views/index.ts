import { confirm, type ConfirmModel } from './confirm.ts';
import { issuedKey, newKey, type IssuedKeyModel, type NewKeyModel } from './generate.ts';
import { home, type HomeModel } from './home.ts';
import { keyList, type KeyListModel } from './key-list.ts';
import type { Html } from './layout.ts';
import { rejection, type RejectionModel } from './rejection.ts';
import { settings, type SettingsModel } from './settings.ts';
import { signIn, type SignInModel } from './sign-in.ts';

/** What each view is drawn from: nothing else reaches it. */
export interface ViewModels {
  readonly signIn: SignInModel;
  readonly home: HomeModel;
  readonly settings: SettingsModel;
  readonly keyList: KeyListModel;
  readonly confirm: ConfirmModel;
  readonly newKey: NewKeyModel;
  readonly issuedKey: IssuedKeyModel;
  readonly rejection: RejectionModel;
}

export type ViewName = keyof ViewModels;

/** Every page of the portal: pure functions from a model to HTML. */
export const views: { readonly [Name in ViewName]: (model: ViewModels[Name]) => Html } = {
  signIn,
  home,
  settings,
  keyList: (model) => keyList(model),
  confirm,
  newKey,
  issuedKey,
  rejection,
};
