//! The class that Windows calls when the user presses a toast (`INotificationActivationCallback`). It hears of every press:
//! on the screen, in the notification centre, and of a toast that an earlier process showed. If no agent runs, Windows
//! starts one first.
//!
//! <https://learn.microsoft.com/windows/win32/api/notificationactivationcallback/>

#![allow(unsafe_code, reason = "the functions of COM are unsafe to call; each call says why it is right")]

use std::ffi::c_void;

use windows::Win32::Foundation::CLASS_E_NOAGGREGATION;
use windows::Win32::System::Com::{
    CLSCTX_LOCAL_SERVER, CoIncrementMTAUsage, CoRegisterClassObject, CoRevokeClassObject, IClassFactory,
    IClassFactory_Impl, REGCLS_MULTIPLEUSE,
};
use windows::Win32::UI::Notifications::{
    INotificationActivationCallback, INotificationActivationCallback_Impl, NOTIFICATION_USER_INPUT_DATA,
};
use windows::core::{BOOL, GUID, IUnknown, Interface, PCWSTR, Ref, Result, implement};

/// The class at work. Windows calls it until this is dropped.
#[derive(Debug)]
pub(super) struct Activator {
    registered: u32,
}

impl Activator {
    /// Lets Windows call `pressed`, on threads of its own, with the arguments of what the user pressed.
    ///
    /// # Errors
    /// The system's own.
    pub(super) fn start(class_id: u128, pressed: impl Fn(&str) + Send + Sync + 'static) -> Result<Activator> {
        let callback: INotificationActivationCallback = Callback { pressed: Box::new(pressed) }.into();
        let factory: IClassFactory = Factory { callback }.into();
        // SAFETY: keeps COM alive for the process; the count is never taken back.
        unsafe { CoIncrementMTAUsage() }?;
        let class_id = GUID::from_u128(class_id);
        // SAFETY: COM holds a reference to the factory until the registration is revoked.
        let registered =
            unsafe { CoRegisterClassObject(&class_id, &factory, CLSCTX_LOCAL_SERVER, REGCLS_MULTIPLEUSE) }?;
        Ok(Activator { registered })
    }
}

impl Drop for Activator {
    fn drop(&mut self) {
        // SAFETY: the number is one that COM gave, and is given back once.
        if let Err(error) = unsafe { CoRevokeClassObject(self.registered) } {
            tracing::debug!(code = error.code().0, "the class for notifications was not taken back");
        }
    }
}

#[implement(INotificationActivationCallback)]
struct Callback {
    pressed: Box<dyn Fn(&str) + Send + Sync>,
}

impl INotificationActivationCallback_Impl for Callback_Impl {
    fn Activate(
        &self,
        _app_id: &PCWSTR,
        arguments: &PCWSTR,
        _inputs: *const NOTIFICATION_USER_INPUT_DATA,
        _count: u32,
    ) -> Result<()> {
        if !arguments.is_null() {
            // SAFETY: Windows passes a string that ends with a zero and lives as long as the call.
            let arguments = String::from_utf16_lossy(unsafe { arguments.as_wide() });
            (self.pressed)(&arguments);
        }
        Ok(())
    }
}

#[implement(IClassFactory)]
struct Factory {
    callback: INotificationActivationCallback,
}

impl IClassFactory_Impl for Factory_Impl {
    fn CreateInstance(&self, outer: Ref<IUnknown>, interface: *const GUID, object: *mut *mut c_void) -> Result<()> {
        if outer.is_some() {
            return Err(CLASS_E_NOAGGREGATION.into());
        }
        // SAFETY: COM passes valid pointers, and owns the reference that is written.
        unsafe { self.callback.query(interface, object) }.ok()
    }

    fn LockServer(&self, _lock: BOOL) -> Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use windows::Win32::System::Com::{CoCreateInstance, CoGetClassObject};
    use windows::core::w;

    use super::*;

    /// A class of the tests.
    const CLASS: u128 = 0x1f0e_8c5a_7d1b_4f0e_8a3c_2b6d_9e4f_5a10;

    #[test]
    fn a_press_is_handed_on_as_long_as_the_class_is_registered() {
        let (heard, presses) = std::sync::mpsc::channel();
        let activator = Activator::start(CLASS, move |arguments| heard.send(arguments.to_owned()).unwrap()).unwrap();
        let class = GUID::from_u128(CLASS);
        // SAFETY: all pointers live as long as the calls.
        unsafe {
            let factory: IClassFactory = CoGetClassObject(&class, CLSCTX_LOCAL_SERVER, None).unwrap();
            let callback: INotificationActivationCallback = factory.CreateInstance(None::<&IUnknown>).unwrap();
            callback.Activate(w!("app"), w!("done thank_you:1:1"), &[]).unwrap();
            callback.Activate(w!("app"), PCWSTR::null(), &[]).unwrap();
        }
        assert_eq!(presses.try_iter().collect::<Vec<_>>(), ["done thank_you:1:1"]);
        drop(activator);
        // SAFETY: as above.
        let gone: Result<IUnknown> = unsafe { CoCreateInstance(&class, None::<&IUnknown>, CLSCTX_LOCAL_SERVER) };
        assert!(gone.is_err());
    }
}
