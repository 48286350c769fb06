//! The kinds that the server serves, as `k8s-openapi` names them.

use k8s_openapi as api;
use schemars::SchemaGenerator;
use serde_json::{Map, Value};

macro_rules! definitions {
    ($($kind:path,)*) => {
        /// The schemas of all kinds and of everything that they hold, by definition name.
        pub(crate) fn definitions() -> Map<String, Value> {
            let mut generator = SchemaGenerator::default();
            $(generator.subschema_for::<$kind>();)*
            generator.take_definitions(true)
        }
    };
}

definitions! {
    api::api::admissionregistration::v1::MutatingAdmissionPolicy,
    api::api::admissionregistration::v1::MutatingAdmissionPolicyBinding,
    api::api::admissionregistration::v1::MutatingWebhookConfiguration,
    api::api::admissionregistration::v1::ValidatingAdmissionPolicy,
    api::api::admissionregistration::v1::ValidatingAdmissionPolicyBinding,
    api::api::admissionregistration::v1::ValidatingWebhookConfiguration,
    api::api::apps::v1::ControllerRevision,
    api::api::apps::v1::DaemonSet,
    api::api::apps::v1::Deployment,
    api::api::apps::v1::ReplicaSet,
    api::api::apps::v1::StatefulSet,
    api::api::authentication::v1::SelfSubjectReview,
    api::api::authentication::v1::TokenReview,
    api::api::authorization::v1::LocalSubjectAccessReview,
    api::api::authorization::v1::SelfSubjectAccessReview,
    api::api::authorization::v1::SelfSubjectRulesReview,
    api::api::authorization::v1::SubjectAccessReview,
    api::api::autoscaling::v1::HorizontalPodAutoscaler,
    api::api::autoscaling::v2::HorizontalPodAutoscaler,
    api::api::batch::v1::CronJob,
    api::api::batch::v1::Job,
    api::api::certificates::v1::CertificateSigningRequest,
    api::api::certificates::v1::ClusterTrustBundle,
    api::api::certificates::v1::PodCertificateRequest,
    api::api::coordination::v1::Lease,
    api::api::core::v1::Binding,
    api::api::core::v1::ComponentStatus,
    api::api::core::v1::ConfigMap,
    api::api::core::v1::Endpoints,
    api::api::core::v1::Event,
    api::api::core::v1::LimitRange,
    api::api::core::v1::Namespace,
    api::api::core::v1::Node,
    api::api::core::v1::PersistentVolume,
    api::api::core::v1::PersistentVolumeClaim,
    api::api::core::v1::Pod,
    api::api::core::v1::PodTemplate,
    api::api::core::v1::ReplicationController,
    api::api::core::v1::ResourceQuota,
    api::api::core::v1::Secret,
    api::api::core::v1::Service,
    api::api::core::v1::ServiceAccount,
    api::api::discovery::v1::EndpointSlice,
    api::api::events::v1::Event,
    api::api::flowcontrol::v1::FlowSchema,
    api::api::flowcontrol::v1::PriorityLevelConfiguration,
    api::api::networking::v1::IPAddress,
    api::api::networking::v1::Ingress,
    api::api::networking::v1::IngressClass,
    api::api::networking::v1::NetworkPolicy,
    api::api::networking::v1::ServiceCIDR,
    api::api::node::v1::RuntimeClass,
    api::api::policy::v1::PodDisruptionBudget,
    api::api::rbac::v1::ClusterRole,
    api::api::rbac::v1::ClusterRoleBinding,
    api::api::rbac::v1::Role,
    api::api::rbac::v1::RoleBinding,
    api::api::resource::v1::DeviceClass,
    api::api::resource::v1::DeviceTaintRule,
    api::api::resource::v1::ResourceClaim,
    api::api::resource::v1::ResourceClaimTemplate,
    api::api::resource::v1::ResourceSlice,
    api::api::scheduling::v1::PriorityClass,
    api::api::storage::v1::CSIDriver,
    api::api::storage::v1::CSINode,
    api::api::storage::v1::CSIStorageCapacity,
    api::api::storage::v1::StorageClass,
    api::api::storage::v1::VolumeAttachment,
    api::api::storage::v1::VolumeAttributesClass,
    api::api::storagemigration::v1::StorageVersionMigration,
    api::apiextensions_apiserver::pkg::apis::apiextensions::v1::CustomResourceDefinition,
    api::kube_aggregator::pkg::apis::apiregistration::v1::APIService,
}
